package why403.diagnosis.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import software.amazon.awssdk.services.cloudfront.model.OriginGroupMember;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import why403.account.Answer;
import why403.account.CloudFrontQuestions;
import why403.account.S3Questions;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.diagnosis.KnownAccount;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.diagnosis.s3.S3Case;
import why403.log.Field;

/** Two buckets, example-assets and example-copies, behind an origin group that fails over on 403. */
class FailoverTest {

    private static final DistributionConfig CONFIG = config(403);

    private static DistributionConfig config(int code) {
        return Site.with(builder -> builder.origins(
                        all -> all.items(origin("example-assets"), origin("example-copies")))
                .originGroups(groups -> groups.items(OriginGroup.builder()
                        .id("both")
                        .failoverCriteria(criteria -> criteria.statusCodes(codes -> codes.items(500, code)))
                        .members(members -> members.items(member("example-assets"), member("example-copies")))
                        .build()))
                .defaultCacheBehavior(behavior -> behavior.targetOriginId("both")));
    }

    private static Origin origin(String bucket) {
        return Origin.builder()
                .id(bucket)
                .domainName(bucket + ".s3.eu-west-1.amazonaws.com")
                .originAccessControlId("E1OAC")
                .build();
    }

    private static OriginGroupMember member(String id) {
        return OriginGroupMember.builder().originId(id).build();
    }

    private static Cause diagnose(DistributionConfig config, String granted, String refused, String method) {
        KnownAccount account = KnownAccount.with(config)
                .finding(
                        CloudFrontQuestions.originAccessControl("E1OAC"),
                        GetOriginAccessControlResponse.builder()
                                .originAccessControl(control ->
                                        control.originAccessControlConfig(it -> it.signingBehavior("always")))
                                .build())
                .finding(
                        S3Questions.bucketPolicy(granted, Optional.of("eu-west-1")),
                        GetBucketPolicyResponse.builder()
                                .policy(S3Case.GRANT.replace("example-assets", granted))
                                .build())
                .answering(
                        S3Questions.bucketPolicy(refused, Optional.of("eu-west-1")),
                        new Answer.Refused<>("NoSuchBucketPolicy", ""));
        Logged logged = Logged.forbidden().answeredByBucket().with(Field.METHOD, method);
        return Site.first(Site.diagnose(account, Site.sample(logged)));
    }

    @ParameterizedTest(name = "{1} refuses")
    @CsvSource({"example-assets, example-copies", "example-copies, example-assets"})
    void eitherBucketMayHaveRefused(String granted, String refused) {
        Cause cause = diagnose(CONFIG, granted, refused, "GET");
        assertThat(cause.id()).isEqualTo(CauseId.S3_GRANT_MISSING);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(cause.summary()).contains(refused);
        assertThat(cause.evidence()).anyMatch(sentence -> sentence.endsWith("the secondary, or both refused."));
    }

    @Test
    void theSecondaryIsNotUsedIf403DoesNotCauseAFailover() {
        Cause cause = diagnose(config(404), "example-assets", "example-copies", "GET");
        assertThat(cause.id()).isNotEqualTo(CauseId.S3_GRANT_MISSING);
    }

    @Test
    void theSecondaryIsNotUsedForAMethodWithoutFailover() {
        Cause cause = diagnose(CONFIG, "example-copies", "example-assets", "PUT");
        assertThat(cause.summary()).contains("example-assets");
    }

    @Test
    void theSecondaryIsLikelierIfBothRefuse() {
        KnownAccount account = KnownAccount.with(CONFIG)
                .answering(
                        S3Questions.bucketPolicy("example-assets", Optional.of("eu-west-1")),
                        new Answer.Refused<>("NoSuchBucketPolicy", ""))
                .answering(
                        S3Questions.bucketPolicy("example-copies", Optional.of("eu-west-1")),
                        new Answer.Refused<>("NoSuchBucketPolicy", ""));
        Cause cause =
                Site.first(Site.diagnose(account, Site.sample(Logged.forbidden().answeredByBucket())));
        assertThat(cause.summary()).contains("example-copies");
    }
}
