package why403.diagnosis.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import why403.diagnosis.remedy.DistributionEdit;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.remedy.PolicyChange;
import why403.diagnosis.remedy.PolicyState;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.request.OriginAccess;

/**
 * Everything that refuses requests which CloudFront signs: Deny statements, a statement that is missing, and KMS keys. The
 * bucket's policy is changed in one edit.
 */
public final class AdmissionFix {

    private static final String SOURCE_ARN = "AWS:SourceArn";
    private static final String PRINCIPAL_ARN = "aws:PrincipalArn";

    /** Deny statements by number, each with its Sid or its number. */
    private record Denies(S3Request request, SortedMap<Integer, String> labels) {

        static Denies of(List<S3Request> requests) {
            SortedMap<Integer, String> labels = new TreeMap<>();
            for (S3Request request : requests) {
                request.denial().ifPresent(denial -> {
                    for (int i = 0; i < denial.numbers().size(); i++) {
                        labels.put(denial.numbers().get(i), denial.labels().get(i));
                    }
                });
            }
            return new Denies(requests.get(0), labels);
        }

        Denies where(Predicate<JsonNode> test) {
            SortedMap<Integer, String> some = new TreeMap<>(labels);
            some.keySet().removeIf(number -> !test.test(statement(number)));
            return new Denies(request, some);
        }

        private JsonNode statement(int number) {
            return request.policy().statements().get(number - 1);
        }

        List<JsonNode> statements() {
            return labels.keySet().stream().map(this::statement).toList();
        }

        boolean isEmpty() {
            return labels.isEmpty();
        }

        boolean isOne() {
            return labels.size() == 1;
        }

        /** {@code statements A, B and 3 more}. */
        String named() {
            return Denial.named(List.copyOf(labels.values()));
        }
    }

    private AdmissionFix() {}

    /**
     * One fix for all of those requests; without steps and with an empty summary if nothing refuses them.
     *
     * @param requests of one bucket and one identity, at least one, as CloudFront will sign them
     */
    public static Fix of(List<S3Request> requests, S3Inspection inspection) {
        if (!requests.get(0).isGrantable()) {
            return withoutArn(requests, inspection);
        }
        return KeyControl.requiresControl(requests, inspection)
                ? OriginAccessFix.admitting(requests, inspection)
                : signed(requests, inspection);
    }

    private static Fix withoutArn(List<S3Request> requests, S3Inspection inspection) {
        Denies denies = Denies.of(requests);
        return denies.isEmpty()
                ? requests.stream().anyMatch(S3Request::needsStatement)
                        ? GrantFix.of(requests, inspection)
                        : Fix.byHand("")
                : Fix.byHand(byHand(denies, requests.get(0)));
    }

    /** The same for requests whose identity stays. */
    static Fix signed(List<S3Request> requests, S3Inspection inspection) {
        List<S3Request> overHttp = requests.stream()
                .filter(request -> !Denies.of(List.of(request))
                        .where(AdmissionFix::isOfInsecureTransport)
                        .isEmpty())
                .toList();
        List<S3Request> asked = overHttp.isEmpty()
                ? requests
                : requests.stream().map(S3Request::overHttps).toList();
        S3Request first = asked.get(0);
        StoredPolicy stored = StoredPolicy.of(first, inspection);
        Denies secret = Denies.of(asked).where(AdmissionFix::isSecret);
        Denies exempted = Denies.of(asked).where(deny -> !isSecret(deny));
        List<S3Request> missing = asked.stream()
                .filter(request -> stored.stored(request).needsStatement())
                .toList();
        List<PolicyChange> changes = new ArrayList<>();
        List<String> summary = new ArrayList<>();
        if (!exempted.isEmpty()) {
            changes.add(exemption(first, exempted.statements()));
            summary.add("Make an exception for " + first.grantee() + " in " + exempted.named()
                    + " of the policy of bucket " + first.bucket().name()
                    + (missing.isEmpty() ? "" : ", and add a statement that allows it to use the bucket"));
        } else if (!missing.isEmpty()) {
            summary.add(GrantFix.summary(missing));
        }
        if (!missing.isEmpty()) {
            changes.add(GrantFix.addition(GrantFix.needs(missing)));
        }
        if (!secret.isEmpty()) {
            summary.add(byHand(secret, first));
        }
        if (!overHttp.isEmpty()) {
            summary.add(https(Denies.of(overHttp).where(AdmissionFix::isOfInsecureTransport)));
        }
        Fix fix = PolicyFix.of(
                first,
                stored,
                String.join(". ", summary),
                changes,
                GrantFix.needs(asked).stream().map(S3Request::object).toList(),
                Optional.of(KeyControl.of(asked, inspection)));
        Fix whole = GrantFix.unlessAllowed(overHttp.isEmpty() ? fix : fix.then(redirect(overHttp)), first);
        return exempted.isEmpty() ? whole : permitted(whole, exempted);
    }

    private static Fix permitted(Fix fix, Denies exempted) {
        Fix permitted = new Fix(fix.summary(), Optional.empty(), fix.steps())
                .onlyIf("Only if CloudFront may do what " + exempted.named()
                        + (exempted.isOne() ? " forbids" : " forbid"));
        return fix.condition().map(permitted::alsoOnlyIf).orElse(permitted);
    }

    private static String byHand(Denies denies, S3Request request) {
        return "Narrow " + denies.named() + " of the policy of bucket "
                + request.bucket().name() + (denies.isOne() ? " so that it does" : " so that they do")
                + " not apply to " + request.grantee();
    }

    /** CloudFront asks a bucket with the viewer's protocol, so an exception would let requests without encryption in. */
    private static String https(Denies denies) {
        return "Redirect viewers to HTTPS. CloudFront then asks the bucket over HTTPS too, and " + denies.named()
                + (denies.isOne()
                        ? " does not apply. Do not change that statement"
                        : " do not apply. Do not change those statements");
    }

    private static RemedyStep redirect(List<S3Request> overHttp) {
        String change = overHttp.stream()
                .flatMap(request -> request.forbidden().behavior().stream())
                .map(Jq::path)
                .distinct()
                .map(behavior -> behavior + ".ViewerProtocolPolicy = \"redirect-to-https\"")
                .collect(Collectors.joining(" | "));
        return DistributionEdit.of(overHttp.get(0).distribution().id(), "Redirect viewers to HTTPS", change);
    }

    private static boolean isOfInsecureTransport(JsonNode deny) {
        JsonNode condition = deny.path("Condition");
        JsonNode bool = condition.path("Bool");
        return condition.size() == 1
                && bool.size() == 1
                && bool.properties().stream()
                        .allMatch(entry -> entry.getKey().equalsIgnoreCase("aws:SecureTransport")
                                && entry.getValue().asText().equalsIgnoreCase("false"));
    }

    /** Without a Sid, a command would have to print the statement. */
    private static boolean isSecret(JsonNode deny) {
        return deny.path("Sid").asText().isBlank() && PolicyState.mayHoldSecrets(deny);
    }

    /** Spells the key as the statement does if it has it already: key names are not case-sensitive. */
    private static PolicyChange exemption(S3Request request, List<JsonNode> denies) {
        String key = request.access() instanceof OriginAccess.Identity ? PRINCIPAL_ARN : SOURCE_ARN;
        String spelled = denies.stream()
                .flatMap(deny -> deny.path("Condition").path("StringNotEquals").properties().stream())
                .map(Map.Entry::getKey)
                .filter(known -> known.toLowerCase(Locale.ROOT).equals(key.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(key);
        return new PolicyChange.Exemption(denies, spelled, request.granteeArn());
    }
}
