package why403.diagnosis.signed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import why403.account.Answer;
import why403.account.Questions;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.cause.Remedy;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.text.Shell;
import why403.text.Shown;

/** A signature made with a key that the cache behavior does not trust. */
final class SignedRequestUnknownKey implements Check {

    private static final int UNKNOWN_KEY = 106;
    private static final int MOST_NAMED = 5;

    @Override
    public String id() {
        return "signed-request-unknown-key";
    }

    @Override
    public Kind kind() {
        return Kind.MISCONFIGURATION;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request, IncidentContext investigation) {
        if (!SignedRefusal.isPossible(request, UNKNOWN_KEY)) {
            return Optional.empty();
        }
        Optional<String> key = key(request);
        return certainty(request, key, investigation).map(request::bound).map(certainty -> new Claim(certainty, key));
    }

    private static Optional<String> key(ForbiddenRequest request) {
        return SignedRequest.of(request.record()).keyPairId();
    }

    private static Optional<Certainty> certainty(
            ForbiddenRequest request, Optional<String> key, IncidentContext investigation) {
        Optional<Certainty> byLength =
                request.line().isXml(UNKNOWN_KEY) ? Optional.of(Certainty.LIKELY) : Optional.empty();
        if (request.behavior().isEmpty() || key.isEmpty()) {
            return byLength;
        }
        TrustedKeys trusted = TrustedKeys.of(request.behavior().get(), investigation);
        if (trusted.hold(key.get())) {
            return byLength.map(certainty -> Certainty.POSSIBLE);
        }
        return trusted.isComplete() ? Optional.of(Certainty.CONFIRMED) : byLength;
    }

    @Override
    public Finding tell(List<Explained> explained, IncidentContext investigation) {
        ForbiddenRequest first = explained.get(0).request();
        Optional<String> key = key(first);
        List<Map.Entry<String, Long>> keys =
                Shown.ranked(explained, one -> key(one.request()).map(SignedRequestUnknownKey::named).stream());
        List<String> evidence = new ArrayList<>();
        if (!keys.isEmpty()) {
            evidence.add("Signed with " + Shown.counted(keys, MOST_NAMED) + ".");
        }
        first.behavior()
                .map(behavior -> TrustedKeys.of(behavior, investigation))
                .ifPresent(trusted -> evidence.addAll(trusted.evidence()));
        evidence.addAll(SignedRefusal.evidence(explained, UNKNOWN_KEY, "Unknown Key"));
        return new Finding(
                "the requests are signed with "
                        + key.map(SignedRequestUnknownKey::named).orElse("a key") + ", which "
                        + SignedRefusal.restricted(first.behavior()) + " does not trust",
                evidence,
                Optional.of(remedy(first, key, investigation)));
    }

    private static String named(String key) {
        if (key.isEmpty()) {
            return "an empty key id";
        }
        String shown = "the key " + Shown.of(key);
        if (key.equals("undefined") || key.equals("null")) {
            return shown + " (the signer's key id is not set)";
        }
        return key.startsWith("AKIA") ? shown + " (an IAM access key, not CloudFront's)" : shown;
    }

    private static Remedy remedy(ForbiddenRequest first, Optional<String> key, IncidentContext investigation) {
        Optional<String> group = first.behavior()
                .flatMap(behavior -> behavior.keyGroups().stream().findFirst());
        Optional<String> addable = key.filter(id -> isPublicKey(id, investigation));
        if (group.isEmpty() || addable.isEmpty()) {
            return new Remedy(
                    "Let the signer use a key that the cache behavior trusts, and its id as Key-Pair-Id",
                    List.of(),
                    Optional.empty());
        }
        return new Remedy(
                "Add the key " + addable.get() + " to the key group " + group.get()
                        + " if it is the signer's new one; if not, let the signer use a key of that group",
                commands(group.get(), addable.get()),
                Optional.empty());
    }

    /** The id comes from the viewer, so what has not the shape of one never reaches a command. */
    private static boolean isPublicKey(String id, IncidentContext investigation) {
        return id.matches("K[A-Z0-9]{5,30}")
                && !(investigation.ask(Questions.publicKey(id)) instanceof Answer.Refused<?>);
    }

    private static List<String> commands(String group, String key) {
        String id = Shell.word(group);
        String fetched = Shell.word(group + ".json");
        String changed = Shell.word(group + "-changed.json");
        return List.of(
                "aws cloudfront get-key-group-config --id " + id + " > " + fetched,
                "jq " + Shell.quoted(".KeyGroupConfig | .Items += [" + Jq.string(key) + "]") + " " + fetched + " > "
                        + changed,
                "aws cloudfront update-key-group --id " + id + " --if-match \"$(jq -r .ETag " + fetched
                        + ")\" --key-group-config file://" + changed);
    }
}
