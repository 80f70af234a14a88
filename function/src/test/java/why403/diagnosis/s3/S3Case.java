package why403.diagnosis.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.GetCloudFrontOriginAccessIdentityResponse;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import software.amazon.awssdk.services.cloudfront.model.OriginGroupMember;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import why403.account.CloudFrontQuestions;
import why403.account.KmsQuestions;
import why403.account.S3ControlQuestions;
import why403.account.S3Questions;
import why403.cause.CauseId;
import why403.cause.Remedy;
import why403.diagnosis.AnswersByQuestion;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.remedy.RemedyPlan;
import why403.diagnosis.request.IncidentContext;
import why403.log.Field;
import why403.log.LogRecord;
import why403.sample.Sample;
import why403.sample.ServedRequests;
import why403.sample.Strata;

/** Distribution E2EXAMPLE with one origin, s3, for the bucket example-assets. A test changes only what it needs. */
public final class S3Case {

    public static final String ARN = "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE";
    public static final String BUCKET = "example-assets";
    public static final Optional<String> REGION = Optional.of("eu-west-1");

    public static final String GRANT = """
            {"Version":"2012-10-17","Statement":[{"Sid":"AllowOac","Effect":"Allow",\
            "Principal":{"Service":"cloudfront.amazonaws.com"},"Action":"s3:GetObject",\
            "Resource":"arn:aws:s3:::example-assets/*",\
            "Condition":{"StringEquals":{"AWS:SourceArn":"%s"}}}]}""".formatted(ARN);

    public final AnswersByQuestion account = new AnswersByQuestion();
    private final List<Sample.Examined> forbidden = new ArrayList<>();
    private Origin origin = Origin.builder()
            .id("s3")
            .domainName("example-assets.s3.eu-west-1.amazonaws.com")
            .originAccessControlId("E1OAC")
            .build();
    private DistributionConfig config = DistributionConfig.builder().build();
    private List<FunctionAssociation> functions = List.of();
    private String target = "s3";
    private final SortedMap<ServedRequests.PathAndMethod, ServedRequests.Served> served = new TreeMap<>();
    private boolean ambiguous;
    private Consumer<DefaultCacheBehavior.Builder> behavior = unchanged -> {};

    public S3Case() {
        account.found(
                CloudFrontQuestions.originAccessControl("E1OAC"),
                GetOriginAccessControlResponse.builder()
                        .originAccessControl(control ->
                                control.id("E1OAC").originAccessControlConfig(it -> it.signingBehavior("always")))
                        .build());
    }

    public S3Case policy(String json) {
        account.found(
                S3Questions.bucketPolicy(BUCKET, REGION),
                GetBucketPolicyResponse.builder().policy(json).build());
        return this;
    }

    /** A KMS key with these statements in its policy. */
    public S3Case key(String arn, KeyManagerType manager, KeyState state, String... statements) {
        account.found(
                KmsQuestions.key(arn, REGION),
                DescribeKeyResponse.builder()
                        .keyMetadata(key -> key.arn(arn)
                                .keyId("1234abcd")
                                .keyManager(manager)
                                .keyState(state))
                        .build());
        account.found(
                KmsQuestions.keyPolicy(arn, REGION),
                GetKeyPolicyResponse.builder()
                        .policy("{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}")
                        .build());
        return this;
    }

    /** Block Public Access of the bucket. That of the account is off. */
    public S3Case publicAccess(Consumer<PublicAccessBlockConfiguration.Builder> switches) {
        account.found(
                S3Questions.publicAccessBlock(BUCKET, REGION),
                GetPublicAccessBlockResponse.builder()
                        .publicAccessBlockConfiguration(switches)
                        .build());
        account.refused(
                S3ControlQuestions.publicAccessBlock("123456789012", REGION), "NoSuchPublicAccessBlockConfiguration");
        return this;
    }

    public S3Case noPolicy() {
        account.refused(S3Questions.bucketPolicy(BUCKET, REGION), "NoSuchBucketPolicy");
        return this;
    }

    public S3Case neverSigns() {
        return signs("never");
    }

    public S3Case signs(String signingBehavior) {
        account.found(
                CloudFrontQuestions.originAccessControl("E1OAC"),
                GetOriginAccessControlResponse.builder()
                        .originAccessControl(
                                control -> control.originAccessControlConfig(it -> it.signingBehavior(signingBehavior)))
                        .build());
        return this;
    }

    public S3Case origin(Consumer<Origin.Builder> change) {
        origin = origin.copy(change);
        return this;
    }

    public S3Case identity(String id, String canonicalUser) {
        account.found(
                CloudFrontQuestions.originAccessIdentity(id),
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
            account.refused(S3Questions.object(BUCKET, key, REGION), "404");
        }
        return this;
    }

    public S3Case there(String key) {
        account.found(
                S3Questions.object(BUCKET, key, REGION),
                HeadObjectResponse.builder().build());
        return this;
    }

    public S3Case stored(String key, Consumer<HeadObjectResponse.Builder> how) {
        account.found(
                S3Questions.object(BUCKET, key, REGION),
                HeadObjectResponse.builder().applyMutation(how).build());
        return this;
    }

    /** Changes the default cache behavior. */
    public S3Case behavior(Consumer<DefaultCacheBehavior.Builder> change) {
        behavior = change;
        return this;
    }

    /** Requests that were served during the incident, the last one at that time. */
    public S3Case served(String path, String last) {
        served.put(
                new ServedRequests.PathAndMethod(path, "GET"),
                new ServedRequests.Served(1, Instant.parse(last), Instant.parse(last)));
        return this;
    }

    /** Adds a request that S3 refuses. */
    public S3Case asks(String path) {
        return asks(path, Map.of());
    }

    public S3Case asks(String path, Map<Field, String> changes) {
        return asks("2026-11-24T10:02:03Z", path, changes);
    }

    /** Adds a request that S3 refuses at that time. */
    public S3Case asks(String time, String path, Map<Field, String> changes) {
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
        LogRecord record = LogRecord.of(Instant.parse(time), 403, values);
        forbidden.add(new Sample.Examined(record, ambiguous));
        return this;
    }

    private IncidentContext incident() {
        account.found(
                CloudFrontQuestions.distribution("E2EXAMPLE"),
                GetDistributionResponse.builder()
                        .distribution(Distribution.builder()
                                .arn(ARN)
                                .distributionConfig(wholeConfig())
                                .build())
                        .build());
        return new IncidentContext(
                new AccountInquiry(account),
                "E2EXAMPLE",
                Instant.parse("2026-11-24T10:00:00Z"),
                new Sample(forbidden, forbidden.size(), Strata.NONE, Strata.NONE, new ServedRequests(served)));
    }

    private DistributionConfig wholeConfig() {
        OriginGroup group = OriginGroup.builder()
                .id("group")
                .members(members -> members.items(
                        OriginGroupMember.builder().originId("s3").build(),
                        OriginGroupMember.builder().originId("other").build()))
                .build();
        return config.copy(builder -> builder.origins(origins -> origins.items(origin))
                .originGroups(groups -> groups.items(group))
                .defaultCacheBehavior(behavior -> behavior.targetOriginId(target)
                        .viewerProtocolPolicy(ViewerProtocolPolicy.ALLOW_ALL)
                        .functionAssociations(all -> all.items(functions))
                        .applyMutation(this.behavior)));
    }

    /** What the checks claim on the first request: {@code <id> <certainty>} each. */
    public List<String> claims() {
        return claims(0);
    }

    public List<String> claims(int request) {
        IncidentContext incident = incident();
        return new S3Checks(new S3Inspection(incident))
                .checks().stream()
                        .flatMap(check -> check.examine(incident.requests().get(request)).stream()
                                .map(claim -> check.id() + " " + claim.certainty()))
                        .toList();
    }

    /** What the check of that cause reports about all requests that it claims. */
    public Finding finding(CauseId id) {
        IncidentContext incident = incident();
        Check check = new S3Checks(new S3Inspection(incident))
                .checks().stream().filter(one -> one.id() == id).findFirst().orElseThrow();
        return check.report(incident.requests().stream()
                .flatMap(request ->
                        check.examine(request).stream().map(claim -> new Explained(request, claim, Map.of())))
                .toList());
    }

    /** The remedy of that finding, planned by itself. */
    public Remedy remedy(CauseId id) {
        return RemedyPlan.of(List.of(finding(id).fix()), Instant.parse("2026-11-24T10:00:00Z"))
                .get(0)
                .orElseThrow();
    }
}
