package why403.diagnosis.signed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import why403.cause.Certainty;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.signature.SignedRequest;
import why403.text.Phrases;
import why403.text.Printable;

/** What the checks of signed requests share. */
final class SignedRefusal {

    private static final int MOST_NAMED = 5;

    private SignedRefusal() {}

    /** Whether CloudFront may have refused the signature with that answer: never if the cache behavior needs none. */
    static boolean isPossible(ForbiddenRequest request, Fingerprint answer) {
        return isPossible(request.kind(), answer);
    }

    /** The same for requests of that kind. */
    static boolean isPossible(RequestKind kind, Fingerprint answer) {
        LogSignature line = kind.line();
        return kind.behavior().map(Behavior::isRestricted).orElse(true)
                && !line.isSpecific()
                && !line.originAnswered()
                && line.mayHave(answer);
    }

    /** A claim that the line proves, unless the configuration or the line leaves a doubt. */
    static Optional<Claim> proven(ForbiddenRequest request, Object topic) {
        Certainty certainty = request.behavior().isPresent() ? Certainty.CONFIRMED : Certainty.LIKELY;
        return Optional.of(new Claim(request.bound(certainty), topic));
    }

    /** The cache behavior of a request, to group requests by. */
    static String topic(ForbiddenRequest request) {
        return request.behavior().map(Behavior::named).orElse("");
    }

    /** Which keys the requests name, and the key groups that hold them; empty if they name none. */
    static List<String> keys(List<Explained> explained, SignedIncident signed) {
        List<Map.Entry<String, Long>> keys = Phrases.ranked(explained, one -> key(one.request(), signed).stream());
        return keys.isEmpty() ? List.of() : List.of("Signed with " + Phrases.counted(keys, MOST_NAMED) + ".");
    }

    private static Optional<String> key(ForbiddenRequest request, SignedIncident signed) {
        return signed.reading(request)
                .request()
                .keyPairId()
                .filter(id -> !id.isEmpty())
                .map(id -> SignedRequest.shownKey(id)
                        + request.behavior()
                                .flatMap(behavior -> signed.trusted(behavior).groupOf(id))
                                .map(group -> " of key group " + Printable.excerpt(group))
                                .orElse(""));
    }

    static String restricted(Optional<Behavior> behavior) {
        return behavior.map(Behavior::named).orElse("a cache behavior that allows only signed requests");
    }

    /** How many got that answer, what restricts the cache behavior, and which requests it affects. */
    static List<String> evidence(List<Explained> explained, Fingerprint answer) {
        List<String> evidence = new ArrayList<>();
        long having = explained.stream()
                .filter(one -> one.request().line().has(answer))
                .count();
        if (having > 0) {
            evidence.add(Phrases.number(having) + " of " + Phrases.number(explained.size()) + " answers look like "
                    + answer.description() + " (" + answer.shape() + ").");
        }
        restriction(explained).ifPresent(evidence::add);
        evidence.addAll(AffectedViewers.sentences(explained));
        return evidence;
    }

    private static Optional<String> restriction(List<Explained> explained) {
        List<Map.Entry<String, Long>> behaviors = AffectedViewers.behaviors(explained);
        return behaviors.isEmpty()
                ? Optional.empty()
                : Optional.of("Only signed requests are allowed in " + Phrases.counted(behaviors, MOST_NAMED) + ".");
    }
}
