package why403.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import why403.account.Answer;
import why403.account.CloudFrontQuestions;
import why403.account.S3Questions;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.diagnosis.s3.S3Case;
import why403.log.Field;

/** What the policy evaluator decides is reported even if no check explains the requests. */
class UnexplainedTest {

    private static final Origin BUCKET = Origin.builder()
            .id("s3")
            .domainName("example-assets.s3.eu-west-1.amazonaws.com")
            .originAccessControlId("E1OAC")
            .build();
    private static final DistributionConfig CONFIG =
            Site.with(builder -> builder.origins(origins -> origins.items(BUCKET)));

    private static Cause diagnose(String policy) {
        KnownAccount account = KnownAccount.with(CONFIG)
                .finding(
                        CloudFrontQuestions.originAccessControl("E1OAC"),
                        GetOriginAccessControlResponse.builder()
                                .originAccessControl(control ->
                                        control.originAccessControlConfig(config -> config.signingBehavior("always")))
                                .build())
                .finding(
                        S3Questions.object("example-assets", "img/logo.png", S3Case.REGION),
                        HeadObjectResponse.builder().build())
                .finding(
                        S3Questions.bucketPolicy("example-assets", S3Case.REGION),
                        GetBucketPolicyResponse.builder().policy(policy).build());
        return Site.first(Site.diagnose(account, Site.sample(Logged.forbidden().answeredByBucket())));
    }

    @Test
    void aPolicyThatAllowsTheRequestIsReportedAsSuch() {
        Cause cause = diagnose(S3Case.GRANT);
        assertThat(cause.evidence())
                .contains("The policy of example-assets allows s3:GetObject for distribution E2EXAMPLE (OAC E1OAC)"
                        + " (1 request).");
        assertThat(cause.remedy().orElseThrow().summary()).contains("resource control policies");
    }

    @Test
    void aCacheBehaviorThatNoLongerExistsIsNamed() {
        Logged logged = Logged.forbidden().answeredByBucket().with(Field.CACHE_BEHAVIOR, "*.mp4");
        assertThat(Site.first(Site.diagnose(CONFIG, logged)).evidence())
                .contains("The log names cache behaviors that the distribution does not have, so it was changed since:"
                        + " *.mp4 (1).");
    }

    private static Cause diagnoseUnanswered(Answer.Why why) {
        KnownAccount account = KnownAccount.withoutRecordings()
                .answering(CloudFrontQuestions.distribution(KnownAccount.ID), new Answer.NotChecked<>(why));
        return Site.first(Site.diagnose(account, Site.sample(Logged.forbidden().page("text/plain", 131))));
    }

    @ParameterizedTest
    @EnumSource
    void withoutAConfigurationNoCheckIsListedAsDone(Answer.Why why) {
        Cause cause = diagnoseUnanswered(why);
        assertThat(cause.id()).isEqualTo(CauseId.UNEXPLAINED);
        assertThat(cause.summary()).isEqualTo("not diagnosed: the distribution's configuration could not be read");
        assertThat(cause.evidence())
                .contains("Answers: Error, text/plain of 131 bytes (1).")
                .noneMatch(sentence -> sentence.contains("hecked"));
        assertThat(cause.remedy().orElseThrow().commands()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DENIED       | Allow why403's role cloudfront:GetDistribution for distribution E2EXAMPLE.
            THROTTLED    | AWS did not answer GetDistribution. why403 asks again by itself.
            OUT_OF_REACH | AWS did not answer GetDistribution. why403 asks again by itself.
            NOT_RECORDED | Record the configuration: run the same replay with --missing, run the commands that it prints, \
            and replay again.
            """)
    void theReasonForTheMissingConfigurationDecidesTheAdvice(Answer.Why why, String summary) {
        assertThat(diagnoseUnanswered(why).remedy().orElseThrow().summary()).isEqualTo(summary);
    }

    @Test
    void aDistributionOfAnotherAccountIsNotDiagnosed() {
        KnownAccount account = KnownAccount.withoutRecordings()
                .answering(
                        CloudFrontQuestions.distribution(KnownAccount.ID),
                        new Answer.Refused<>("NoSuchDistribution", ""));
        Cause cause =
                Site.first(Site.diagnose(account, Site.sample(Logged.forbidden().page("text/plain", 131))));
        assertThat(cause.summary())
                .isEqualTo(
                        "not diagnosed: this account has no such distribution, so its configuration could not be read");
        assertThat(cause.evidence()).noneMatch(sentence -> sentence.startsWith("Checked"));
    }
}
