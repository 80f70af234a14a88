package why403.diagnosis.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;

class CustomOriginForbiddenTest {

    private static final DistributionConfig API =
            Site.withBehavior("/api/*", behavior -> behavior.targetOriginId("server"));
    private static final Logged ANSWERED =
            Logged.forbidden().path("/api/orders").page("text/html", 118).answeredByOrigin();

    @Test
    void isConfirmedIfTheServerAnswered() {
        Cause cause = Site.first(Site.diagnose(API, ANSWERED));
        assertThat(cause.id()).isEqualTo(CauseId.CUSTOM_ORIGIN_FORBIDDEN);
        assertThat(cause.kind()).isEqualTo(Kind.MISCONFIGURATION);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.summary()).isEqualTo("origin api.example.com answers 403 itself");
        assertThat(cause.evidence()).anyMatch(sentence -> sentence.contains("load balancer"));
    }

    @Test
    void theLatencyOfTheOriginShowsThatItAnswered() {
        Logged fast = ANSWERED.with(Field.TIME_TO_FIRST_BYTE, "0.002").with(Field.ORIGIN_FIRST_BYTE, "0.002");
        assertThat(Site.first(Site.diagnose(API, fast)).certainty()).isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void isLikelyIfTheErrorCacheServedThePage() {
        Cause cause = Site.first(Site.diagnose(API, ANSWERED.with(Field.TIME_TO_FIRST_BYTE, "0.000")));
        assertThat(cause.id()).isEqualTo(CauseId.CUSTOM_ORIGIN_FORBIDDEN);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void isPossibleOnAnOlderLine() {
        assertThat(Site.first(Site.diagnose(API, ANSWERED.older())).certainty()).isEqualTo(Certainty.POSSIBLE);
    }

    @Test
    void isLikelyFromTheLogAloneIfTheAnswerIsNotOfS3() {
        assertThat(Site.first(Site.diagnoseUnknown(ANSWERED)).certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(Site.first(Site.diagnoseUnknown(ANSWERED.with(Field.CONTENT_TYPE, "application/xml")))
                        .id())
                .isNotEqualTo(CauseId.CUSTOM_ORIGIN_FORBIDDEN);
    }

    @Test
    void isLikelyThroughAnOriginGroupAndSaysSo() {
        Cause cause = Site.first(Site.diagnose(Site.grouped(500, 403), ANSWERED));
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(cause.evidence()).anyMatch(sentence -> sentence.contains("the secondary, or both refused"));
    }

    @Test
    void withoutFailoverOn403ThePrimaryAnswered() {
        Cause cause = Site.first(Site.diagnose(Site.grouped(500), ANSWERED));
        assertThat(cause.evidence()).anyMatch(sentence -> sentence.contains("the primary"));
    }

    @Test
    void makesNoClaimOnABucket() {
        assertThat(Site.first(Site.diagnose(Site.plain(), ANSWERED)).id())
                .isNotEqualTo(CauseId.CUSTOM_ORIGIN_FORBIDDEN);
    }

    @Test
    void theRemedyFitsTheWebsiteEndpointOfABucket() {
        DistributionConfig site = Site.with(config -> config.origins(origins -> origins.items(Origin.builder()
                        .id("s3")
                        .domainName("example-assets.s3-website.eu-west-1.amazonaws.com")
                        .build()))
                .defaultCacheBehavior(behavior -> behavior.targetOriginId("s3")));

        Cause cause = Site.first(Site.diagnose(site, ANSWERED.page("text/html", 303)));

        assertThat(cause.id()).isEqualTo(CauseId.CUSTOM_ORIGIN_FORBIDDEN);
        assertThat(cause.remedy().orElseThrow().summary())
                .contains("http://example-assets.s3-website.eu-west-1.amazonaws.com", "index document", "KMS key")
                .doesNotContain("firewall", "virtual host");
    }

    @Test
    void clearsTheRefusedPathsFromTheCache() {
        assertThat(Site.first(Site.diagnose(API, ANSWERED))
                        .remedy()
                        .orElseThrow()
                        .commandTexts())
                .containsExactly(
                        "aws cloudfront create-invalidation --distribution-id E2EXAMPLE --paths '/api/orders'");
    }
}
