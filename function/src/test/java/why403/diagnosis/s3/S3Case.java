package why403.diagnosis.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.GetCloudFrontOriginAccessIdentityResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import why403.account.Answer;
import why403.account.Question;
import why403.account.Questions;
import why403.diagnosis.AnswersByQuestion;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.BodyOwner;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.PerIncident;
import why403.log.Field;
import why403.log.LogRecord;

/** Distribution E2EXAMPLE with the bucket example-assets behind its one origin, s3; a test changes what it is about. */
public final class S3Case implements IncidentContext {

    public static final String ARN = "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE";
    public static final String BUCKET = "example-assets";
    public static final Optional<String> REGION = Optional.of("eu-west-1");

    public static final String GRANT = """
            {"Version":"2012-10-17","Statement":[{"Sid":"AllowOac","Effect":"Allow",\
            "Principal":{"Service":"cloudfront.amazonaws.com"},"Action":"s3:GetObject",\
            "Resource":"arn:aws:s3:::example-assets/*",\
            "Condition":{"StringEquals":{"AWS:SourceArn":"%s"}}}]}""".formatted(ARN);

    public final AnswersByQuestion account = new AnswersByQuestion();
    private final Map<Question<?>, Answer<?>> answers = new HashMap<>();
    private final List<ForbiddenRequest> requests = new ArrayList<>();
    private final List<Check> checks = S3Checks.all(new PerIncident<>(S3Inspection::new));
    private Origin origin = Origin.builder()
            .id("s3")
            .domainName("example-assets.s3.eu-west-1.amazonaws.com")
            .originAccessControlId("E1OAC")
            .build();
    private DistributionConfig config = DistributionConfig.builder().build();
    private List<FunctionAssociation> functions = List.of();
    private String target = "s3";
    private boolean ambiguous;

    public S3Case() {
        account.found(
                Questions.originAccessControl("E1OAC"),
                GetOriginAccessControlResponse.builder()
                        .originAccessControl(control ->
                                control.id("E1OAC").originAccessControlConfig(it -> it.signingBehavior("always")))
                        .build());
    }

    public S3Case policy(String json) {
        account.found(
                Questions.bucketPolicy(BUCKET, REGION),
                GetBucketPolicyResponse.builder().policy(json).build());
        return this;
    }

    public S3Case noPolicy() {
        account.refused(Questions.bucketPolicy(BUCKET, REGION), "NoSuchBucketPolicy");
        return this;
    }

    public S3Case neverSigns() {
        account.found(
                Questions.originAccessControl("E1OAC"),
                GetOriginAccessControlResponse.builder()
                        .originAccessControl(
                                control -> control.originAccessControlConfig(it -> it.signingBehavior("never")))
                        .build());
        return this;
    }

    public S3Case origin(Consumer<Origin.Builder> change) {
        origin = origin.copy(change);
        return this;
    }

    public S3Case identity(String id, String canonicalUser) {
        account.found(
                Questions.originAccessIdentity(id),
                GetCloudFrontOriginAccessIdentityResponse.builder()
                        .cloudFrontOriginAccessIdentity(
                                identity -> identity.id(id).s3CanonicalUserId(canonicalUser))
                        .build());
        return origin(it -> it.originAccessControlId("")
                .s3OriginConfig(s3 -> s3.originAccessIdentity("origin-access-identity/cloudfront/" + id)));
    }

    public S3Case noAccess() {
        return origin(it -> it.originAccessControlId(null));
    }

    public S3Case config(Consumer<DistributionConfig.Builder> change) {
        config = config.copy(change);
        return this;
    }

    public S3Case function() {
        functions = List.of(FunctionAssociation.builder()
                .eventType(EventType.VIEWER_REQUEST)
                .functionARN("arn:aws:cloudfront::123456789012:function/rewrite")
                .build());
        return this;
    }

    public S3Case originGroup() {
        target = "group";
        return this;
    }

    public S3Case ambiguous() {
        ambiguous = true;
        return this;
    }

    public S3Case missing(String... keys) {
        for (String key : keys) {
            account.refused(Questions.object(BUCKET, key, REGION), "404");
        }
        return this;
    }

    public S3Case there(String key) {
        account.found(
                Questions.object(BUCKET, key, REGION),
                HeadObjectResponse.builder().build());
        return this;
    }

    /** Adds a request as S3 refuses it. */
    public S3Case asks(String path) {
        return asks(path, Map.of());
    }

    public S3Case asks(String path, Map<Field, String> changes) {
        Map<Field, String> values = new EnumMap<>(Map.of(
                Field.METHOD, "GET",
                Field.URI_STEM, path,
                Field.RESULT_TYPE, "Error",
                Field.RESPONSE_RESULT_TYPE, "Error",
                Field.DETAILED_RESULT_TYPE, "Error",
                Field.PROTOCOL, "https",
                Field.BYTES_SENT, "616",
                Field.CONTENT_TYPE, "application/xml"));
        values.putAll(changes);
        values.values().removeIf(Objects::isNull);
        LogRecord record = new LogRecord(Instant.parse("2026-11-24T10:02:03Z"), 403, values);
        requests.add(new ForbiddenRequest(
                record, ambiguous, BodyOwner.of(config, record.status()), Optional.of(behavior()), List.of(origin)));
        return this;
    }

    private Behavior behavior() {
        return new Behavior(
                "*",
                true,
                target,
                ViewerProtocolPolicy.ALLOW_ALL,
                List.of("GET", "HEAD"),
                List.of(),
                List.of(),
                functions,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What the checks claim of the first request: {@code <id> <certainty>} each. */
    public List<String> claims() {
        return claims(0);
    }

    public List<String> claims(int request) {
        return checks.stream()
                .flatMap(check -> check.examine(requests.get(request), this).stream()
                        .map(claim -> check.id() + " " + claim.certainty()))
                .toList();
    }

    /** What the check of that id tells of all requests that it claims. */
    public Finding told(String id) {
        Check check =
                checks.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
        List<Explained> explained = requests.stream()
                .flatMap(request -> check.examine(request, this).stream().map(claim -> new Explained(request, claim)))
                .toList();
        return check.tell(explained, this);
    }

    @Override
    public String distributionId() {
        return "E2EXAMPLE";
    }

    @Override
    public Optional<Distribution> distribution() {
        return Optional.of(Distribution.builder()
                .id("E2EXAMPLE")
                .arn(ARN)
                .distributionConfig(config)
                .build());
    }

    @Override
    @SuppressWarnings("unchecked") // An answer is put under its question's type only.
    public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
        return (Answer<T>) answers.computeIfAbsent(question, account::ask);
    }

    @Override
    public List<ForbiddenRequest> requests() {
        return requests;
    }
}
