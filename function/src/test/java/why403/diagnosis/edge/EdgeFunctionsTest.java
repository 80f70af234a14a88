package why403.diagnosis.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudfront.model.DescribeFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.FunctionMetadata;
import software.amazon.awssdk.services.cloudfront.model.LambdaFunctionAssociation;
import why403.account.CloudFrontQuestions;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.diagnosis.KnownAccount;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;

class EdgeFunctionsTest {

    private static final DistributionConfig GATED = Site.withBehavior(
            "/img/*",
            behavior -> behavior.functionAssociations(all -> all.items(FunctionAssociation.builder()
                            .eventType(EventType.VIEWER_REQUEST)
                            .functionARN("arn:aws:cloudfront::123456789012:function/gate")
                            .build()))
                    .lambdaFunctionAssociations(all -> all.items(LambdaFunctionAssociation.builder()
                            .eventType(EventType.ORIGIN_REQUEST)
                            .lambdaFunctionARN("arn:aws:lambda:us-east-1:123456789012:function:signer:7")
                            .build())));

    private static Cause answeredByGate(Consumer<FunctionMetadata.Builder> metadata) {
        KnownAccount account = KnownAccount.with(GATED)
                .finding(
                        CloudFrontQuestions.function("gate"),
                        DescribeFunctionResponse.builder()
                                .functionSummary(summary -> summary.functionMetadata(metadata))
                                .build());
        return Site.first(Site.diagnose(account, Site.sample(Logged.forbidden().detail("FunctionGeneratedResponse"))));
    }

    @Test
    void aFunctionsOwnAnswerIsConfirmedByItsAssociation() {
        Cause cause = answeredByGate(metadata -> metadata.stage("LIVE"));
        assertThat(cause.id()).isEqualTo(CauseId.EDGE_FUNCTION_DENIED);
        assertThat(cause.kind()).isEqualTo(Kind.INTENDED);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.summary()).isEqualTo("CloudFront function gate answers 403 itself");
        assertThat(cause.evidence()).contains("Function gate is LIVE.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-24T11:57:20Z | 3 minutes before the incident began",
                "2026-11-20T11:00:00Z | 4 days 1 hour before the incident began",
                "2026-11-24T12:00:59Z | in the minute when the incident began",
                "2026-11-24T12:10:00Z | 10 minutes after the incident began"
            })
    void namesWhenTheFunctionWasLastPublished(String at, String when) {
        assertThat(answeredByGate(metadata -> metadata.stage("LIVE").lastModifiedTime(Instant.parse(at)))
                        .evidence())
                .contains("Function gate is LIVE and was last published at " + at + ", " + when + ".");
    }

    @Test
    void isLikelyWithoutAnAssociation() {
        Logged denied = Logged.forbidden().detail("FunctionGeneratedResponse");
        assertThat(Site.first(Site.diagnose(Site.plain(), denied)).certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(Site.first(Site.diagnoseUnknown(denied)).certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void anOriginRequestFunctionsAnswerIsConfirmedByItsAssociation() {
        Cause cause = Site.first(Site.diagnose(GATED, Logged.forbidden().detail("MissGeneratedResponse")));
        assertThat(cause.id()).isEqualTo(CauseId.LAMBDA_EDGE_DENIED);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.summary()).contains("signer:7");
        assertThat(cause.evidence())
                .contains("Cache behavior /img/* runs signer:7 at origin-request.")
                .contains("The function ran near these edge locations, and its logs are in the regions nearest to them:"
                        + " FRA (1).");
        assertThat(cause.remedy().orElseThrow().summary())
                .contains("in the region nearest to the viewer (log group /aws/lambda/us-east-1.signer)");
    }

    @Test
    void aViewerRequestAnswerIsLikelyWhereOnlyAnOriginRequestFunctionIsKnown() {
        Cause cause = Site.first(Site.diagnose(GATED, Logged.forbidden().detail("LambdaGeneratedResponse")));
        assertThat(cause.id()).isEqualTo(CauseId.LAMBDA_EDGE_DENIED);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void theResultTypeOfOlderLogsIsUsed() {
        Logged older = Logged.forbidden().older().with(Field.RESULT_TYPE, "LambdaGeneratedResponse");
        assertThat(Site.first(Site.diagnoseUnknown(older)).id()).isEqualTo(CauseId.LAMBDA_EDGE_DENIED);
    }
}
