package why403.diagnosis.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.DescribeFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
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

    @Test
    void aFunctionsOwnAnswerIsConfirmedByItsAssociation() {
        KnownAccount account = KnownAccount.with(GATED)
                .finding(
                        CloudFrontQuestions.function("gate"),
                        DescribeFunctionResponse.builder()
                                .functionSummary(
                                        summary -> summary.functionMetadata(metadata -> metadata.stage("LIVE")))
                                .build());
        Cause cause =
                Site.first(Site.diagnose(account, Site.sample(Logged.forbidden().detail("FunctionGeneratedResponse"))));
        assertThat(cause.id()).isEqualTo(CauseId.EDGE_FUNCTION_DENIED);
        assertThat(cause.kind()).isEqualTo(Kind.INTENDED);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.summary()).isEqualTo("CloudFront function gate answers 403 itself");
        assertThat(cause.evidence()).contains("The function's stage is LIVE.");
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
        assertThat(cause.remedy().orElseThrow().summary()).contains("/aws/lambda/us-east-1.signer");
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
