package why403.diagnosis.s3;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import why403.cause.CauseId;
import why403.cause.Headline;
import why403.diagnosis.access.Denial;
import why403.diagnosis.access.GrantFix;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.access.WebsiteRequest;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.DistributionEdit;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.remedy.PolicyChange;
import why403.diagnosis.remedy.PolicyState;
import why403.diagnosis.remedy.PolicyTarget;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.remedy.RemedyStep.EditPolicy;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.S3Bucket;
import why403.text.Phrases;
import why403.text.Printable;

/** A Deny statement of the bucket's policy applies to CloudFront's request. A Deny outranks every Allow. */
final class S3ExplicitDeny implements Check {

    private static final String SOURCE_ARN = "AWS:SourceArn";
    private static final String PRINCIPAL_ARN = "aws:PrincipalArn";

    private static final String WEBSITE = "a website endpoint";

    private record Topic(S3Bucket bucket, List<Integer> statements, String access) {}

    private final S3Inspection inspection;

    S3ExplicitDeny(S3Inspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public CauseId id() {
        return CauseId.S3_EXPLICIT_DENY;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest forbidden) {
        return inspection
                .of(forbidden)
                .flatMap(request -> denial(request)
                        .map(denial -> new Claim(
                                denial.certainty(),
                                new Topic(
                                        request.bucket(),
                                        denial.numbers(),
                                        request.access().named()))))
                .or(() -> inspection
                        .website(forbidden)
                        .flatMap(request -> request.denial()
                                .map(denial -> new Claim(
                                        denial.certainty(), new Topic(request.bucket(), denial.numbers(), WEBSITE)))));
    }

    /** Unsigned requests that no statement allows are refused with or without the Deny. */
    private static Optional<Denial> denial(S3Request request) {
        return request.denial().filter(denial -> request.access().signs() || denial.isAllowedOtherwise());
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportStatements);
    }

    private Finding reportStatements(List<Explained> explained) {
        return inspection
                .website(explained.get(0).request())
                .map(S3ExplicitDeny::ofWebsite)
                .orElseGet(() -> ofBucket(explained));
    }

    /** A Deny of insecure transport always applies to a website endpoint, which has no HTTPS. */
    private static Finding ofWebsite(WebsiteRequest request) {
        Denial denial = request.denial().orElseThrow();
        return new Finding(
                headline(request.bucket()),
                S3WebsiteEndpointPrivate.denied(request, denial),
                List.of(
                        request.policy().answer(),
                        "Origin " + Printable.excerpt(request.origin().id())
                                + " is a website endpoint, to which CloudFront sends unsigned requests over HTTP."),
                Optional.of(S3WebsiteEndpointPrivate.fix(request)),
                List.of(request.bucket().resource()));
    }

    private static Headline headline(S3Bucket bucket) {
        return new Headline(
                "a Deny in the policy of bucket " + bucket.name() + " applies",
                "a Deny in the policy of bucket " + bucket.name() + " applied");
    }

    private Finding ofBucket(List<Explained> explained) {
        List<S3Request> requests = BucketEvidence.requests(explained, inspection);
        S3Request request = requests.get(0);
        Denial denial = denial(request).orElseThrow();
        List<String> evidence = new ArrayList<>();
        evidence.add(request.policy().answer());
        if (!denial.unknownKeys().isEmpty()) {
            evidence.add("Whether it denies depends on " + Phrases.list(denial.unknownKeys())
                    + ", which the log does not contain.");
        }
        if (!denial.isAllowedOtherwise()) {
            evidence.add("No other statement allows these requests either.");
        }
        evidence.add(BucketEvidence.access(request));
        evidence.add(BucketEvidence.mostRequested(requests));
        evidence.addAll(BucketEvidence.doubts(request, true));
        return new Finding(
                headline(request.bucket()),
                summary(request, denial),
                evidence,
                Optional.of(fix(requests, denial).then(BucketEvidence.clearCache(explained, request))),
                List.of(request.bucket().resource()));
    }

    private static String summary(S3Request request, Denial denial) {
        String where = denial.conditions().isEmpty() ? "" : " where " + String.join(" and ", denial.conditions());
        return statements(denial) + " of the policy of bucket "
                + request.bucket().name()
                + (denial.unknownKeys().isEmpty() ? " denies " : " may deny ")
                + request.asked().action() + where + ", and that applies to " + who(request);
    }

    private static String who(S3Request request) {
        return request.access().signs()
                ? request.grantee()
                : "the unsigned requests of distribution "
                        + request.distribution().id();
    }

    private static String statements(Denial denial) {
        return (denial.labels().size() == 1 ? "statement " : "statements ")
                + Phrases.list(denial.labels().stream().map(Printable::excerpt).toList());
    }

    private Fix fix(List<S3Request> requests, Denial denial) {
        S3Request request = requests.get(0);
        List<JsonNode> denies = denies(request, denial);
        if (!request.access().signs()
                || !request.isGrantable()
                || denies.stream().anyMatch(S3ExplicitDeny::isSecret)) {
            return byHand(request, denial);
        }
        if (denial.isAllowedOtherwise() && denies.stream().allMatch(S3ExplicitDeny::isOfInsecureTransport)) {
            return https(requests, denial);
        }
        Stream<RemedyStep> grants =
                denial.isAllowedOtherwise() ? Stream.empty() : GrantFix.of(requests, inspection).steps().stream();
        EditPolicy exemption = new EditPolicy(
                new PolicyTarget.OfBucket(request.bucket()),
                request.policy().state(),
                exemption(request, denies),
                requests.stream().map(S3Request::object).distinct().limit(1).toList());
        return new Fix(
                "Make an exception for " + request.grantee() + " in " + statements(denial) + " of the policy of bucket "
                        + request.bucket().name()
                        + (denial.isAllowedOtherwise() ? "" : ", and add a statement that allows it to use the bucket"),
                Optional.of("Only if CloudFront may do what " + statements(denial)
                        + (denial.labels().size() == 1 ? " forbids" : " forbid")),
                Stream.concat(Stream.of(exemption), grants).toList());
    }

    /** CloudFront asks a bucket with the viewer's protocol, so an exception would let requests without encryption in. */
    private static Fix https(List<S3Request> requests, Denial denial) {
        String change = requests.stream()
                .flatMap(request -> request.forbidden().behavior().stream())
                .map(Jq::path)
                .distinct()
                .map(behavior -> behavior + ".ViewerProtocolPolicy = \"redirect-to-https\"")
                .collect(Collectors.joining(" | "));
        return Fix.of(
                "Redirect viewers to HTTPS. CloudFront then asks the bucket over HTTPS too, and " + statements(denial)
                        + " does not apply. Do not change that statement",
                DistributionEdit.of(requests.get(0).distribution().id(), "Redirect viewers to HTTPS", change));
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

    private static Fix byHand(S3Request request, Denial denial) {
        return Fix.byHand("Narrow " + statements(denial) + " of the policy of bucket "
                + request.bucket().name() + " so that it does not apply to " + who(request)
                + (request.access().signs()
                        ? ""
                        : ". A statement cannot tell unsigned requests of CloudFront from others: create an OAC for the"
                                + " origin first"));
    }

    private static List<JsonNode> denies(S3Request request, Denial denial) {
        JsonNode all = request.policy()
                .document()
                .map(document -> document.path("Statement"))
                .orElseThrow();
        List<JsonNode> statements =
                all.isArray() ? StreamSupport.stream(all.spliterator(), false).toList() : List.of(all);
        return denial.numbers().stream()
                .map(number -> statements.get(number - 1))
                .toList();
    }

    /** Without a Sid, a command would have to print the statement. */
    private static boolean isSecret(JsonNode deny) {
        return deny.path("Sid").asText().isBlank() && PolicyState.mayHoldSecrets(deny);
    }

    /** Spells the key as the statement does if it has it already: key names are not case-sensitive. */
    private static PolicyChange exemption(S3Request request, List<JsonNode> denies) {
        boolean isIdentity = request.access() instanceof OriginAccess.Identity;
        String key = isIdentity ? PRINCIPAL_ARN : SOURCE_ARN;
        String spelled = denies.stream()
                .flatMap(deny -> deny.path("Condition").path("StringNotEquals").properties().stream())
                .map(Map.Entry::getKey)
                .filter(known -> known.toLowerCase(Locale.ROOT).equals(key.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(key);
        return new PolicyChange.Exemption(denies, spelled, request.granteeArn());
    }
}
