package why403.diagnosis.signed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import why403.account.Answer;
import why403.account.CloudFrontQuestions;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.ConfigurationEdit;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.remedy.RemedyStep.EditConfiguration;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.signature.SignedRequest;
import why403.text.Phrases;
import why403.text.Shell;

/** A signature made with a key that the cache behavior does not trust. */
final class SignedRequestUnknownKey implements Check {

    private static final int MOST_NAMED = 5;

    private final SignedIncident signed;

    SignedRequestUnknownKey(SignedIncident signed) {
        this.signed = signed;
    }

    @Override
    public CauseId id() {
        return CauseId.SIGNED_REQUEST_UNKNOWN_KEY;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return SignedRefusal.isPossible(kind, Fingerprint.UNKNOWN_KEY);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        if (!SignedRefusal.isPossible(request, Fingerprint.UNKNOWN_KEY)) {
            return Optional.empty();
        }
        Optional<String> key = key(request);
        return certainty(request, key).map(request::bound).map(certainty -> new Claim(certainty, key));
    }

    private Optional<String> key(ForbiddenRequest request) {
        return signed.reading(request).request().keyPairId();
    }

    private Optional<Certainty> certainty(ForbiddenRequest request, Optional<String> key) {
        Optional<Certainty> byLength =
                request.line().has(Fingerprint.UNKNOWN_KEY) ? Optional.of(Certainty.LIKELY) : Optional.empty();
        if (request.behavior().isEmpty() || key.isEmpty()) {
            return byLength;
        }
        TrustedKeys trusted = signed.trusted(request.behavior().get());
        if (trusted.hold(key.get())) {
            return byLength.map(certainty -> Certainty.POSSIBLE);
        }
        return trusted.isComplete() ? Optional.of(Certainty.CONFIRMED) : byLength;
    }

    @Override
    public Finding report(List<Explained> explained) {
        List<List<Explained>> byKey = Topics.of(explained);
        ForbiddenRequest first = byKey.get(0).get(0).request();
        Optional<String> key = key(first);
        List<Map.Entry<String, Long>> keys =
                Phrases.ranked(explained, one -> key(one.request()).map(SignedRequestUnknownKey::named).stream());
        List<String> evidence = new ArrayList<>();
        if (!keys.isEmpty()) {
            evidence.add("Signed with " + Phrases.counted(keys, MOST_NAMED) + ".");
        }
        first.behavior().map(behavior -> signed.trusted(behavior)).ifPresent(trusted -> {
            evidence.addAll(trusted.evidence());
            evidence.addAll(KeyRotation.evidence(byKey.get(0), trusted, signed));
        });
        evidence.addAll(SignedRefusal.evidence(explained, Fingerprint.UNKNOWN_KEY));
        String named = key.map(SignedRequestUnknownKey::named).orElse("a key");
        if (isTrustedNow(first, key)) {
            return new Finding(
                    Headline.always("requests were signed with a key that is trusted by now"),
                    "the requests were signed with " + named + ", which " + SignedRefusal.restricted(first.behavior())
                            + " trusts by now",
                    evidence,
                    Fix.byHand(
                            "If the key was added since, there is nothing to fix: requests with this key are allowed now"));
        }
        return new Finding(
                new Headline("requests are signed with an unknown key", "requests were signed with an unknown key"),
                "the requests are signed with " + named + ", which " + SignedRefusal.restricted(first.behavior())
                        + " does not trust",
                evidence,
                fix(first, key));
    }

    /** Whether a key group holds the key by now: somebody added it after these requests. */
    private boolean isTrustedNow(ForbiddenRequest request, Optional<String> key) {
        return request.behavior()
                .flatMap(behavior -> key.filter(id -> signed.trusted(behavior).hold(id)))
                .isPresent();
    }

    private static String named(String key) {
        if (key.isEmpty()) {
            return "an empty key id";
        }
        String shown = SignedRequest.shownKey(key);
        if (key.equals("undefined") || key.equals("null")) {
            return shown + " (the signer's key id is not set)";
        }
        return key.startsWith("AKIA") ? shown + " (an IAM access key, not a CloudFront key)" : shown;
    }

    private Fix fix(ForbiddenRequest first, Optional<String> key) {
        Optional<String> group = first.behavior()
                .flatMap(behavior -> behavior.keyGroups().stream().findFirst());
        Optional<String> addable = key.filter(this::isPublicKey);
        if (group.isEmpty() || addable.isEmpty()) {
            return Fix.byHand(
                    "Make the signer use a key that the cache behavior trusts, and the id of that key as Key-Pair-Id");
        }
        return Fix.of(
                        "Add key " + addable.get() + " to key group " + group.get()
                                + ", or make the signer use a key of that group",
                        addition(group.get(), addable.get()))
                .onlyIf("Only if " + addable.get()
                        + " is the signer's new key, and may sign for everything that uses key group " + group.get());
    }

    /** The id comes from the viewer: text that does not look like an id never reaches a command. */
    private boolean isPublicKey(String id) {
        return id.matches("K[A-Z0-9]{5,30}")
                && !(signed.context().account().ask(CloudFrontQuestions.publicKey(id)) instanceof Answer.Refused<?>);
    }

    private static EditConfiguration addition(String group, String key) {
        String id = " --id " + Shell.word(group);
        return new EditConfiguration(
                new ConfigurationEdit(
                        "key-group-" + group,
                        "aws cloudfront get-key-group-config" + id,
                        List.of(),
                        ".KeyGroupConfig | .Items = (.Items + ([" + Jq.string(key) + "] - .Items))",
                        "aws cloudfront update-key-group" + id,
                        "--key-group-config"),
                "Add the key");
    }
}
