package why403.diagnosis.signed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.LogSignature;
import why403.text.Shown;

/** What the checks of signed requests share. */
final class SignedRefusal {

    private static final int MOST_NAMED = 5;

    private SignedRefusal() {}

    /** Whether CloudFront can have refused the signature: never where the cache behavior asks for none. */
    static boolean isPossible(ForbiddenRequest request, long length) {
        LogSignature line = request.line();
        return request.behavior().map(Behavior::isRestricted).orElse(true)
                && !line.isSpecific()
                && !line.originAnswered()
                && line.mayBeXml(length);
    }

    static String restricted(Optional<Behavior> behavior) {
        return behavior.map(AffectedViewers::named).orElse("a cache behavior that takes only signed requests");
    }

    /** How many got that error, what restricts the cache behavior, and whom it hits. */
    static List<String> evidence(List<Explained> explained, long length, String error) {
        List<String> evidence = new ArrayList<>();
        long having = explained.stream()
                .filter(one -> one.request().line().isXml(length))
                .count();
        if (having > 0) {
            evidence.add(Shown.number(having) + " of " + Shown.number(explained.size())
                    + " got an answer as long as CloudFront's \"" + error + "\" (text/xml of " + length + " bytes).");
        }
        restriction(explained).ifPresent(evidence::add);
        evidence.addAll(AffectedViewers.sentences(explained));
        return evidence;
    }

    private static Optional<String> restriction(List<Explained> explained) {
        List<Map.Entry<String, Long>> behaviors = AffectedViewers.behaviors(explained);
        return behaviors.isEmpty()
                ? Optional.empty()
                : Optional.of("Only signed requests pass " + Shown.counted(behaviors, MOST_NAMED) + ".");
    }
}
