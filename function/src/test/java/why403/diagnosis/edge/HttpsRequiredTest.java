package why403.diagnosis.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;

class HttpsRequiredTest {

    private static final DistributionConfig HTTPS_ONLY =
            Site.withBehavior("/img/*", behavior -> behavior.viewerProtocolPolicy("https-only"));
    private static final Logged PLAIN =
            Logged.forbidden().with(Field.PROTOCOL, "http").page("text/html", 915);

    @Test
    void isConfirmedIfTheCacheBehaviorAllowsHttpsOnly() {
        Cause cause = Site.first(Site.diagnose(HTTPS_ONLY, PLAIN));
        assertThat(cause.id()).isEqualTo(CauseId.HTTPS_REQUIRED);
        assertThat(cause.kind()).isEqualTo(Kind.MISCONFIGURATION);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.remedy().orElseThrow().commandTexts())
                .hasSize(3)
                .anyMatch(command -> command.contains(".ViewerProtocolPolicy = \"redirect-to-https\""));
    }

    @Test
    void isLikelyFromTheLogAlone() {
        Cause cause = Site.first(Site.diagnoseUnknown(PLAIN));
        assertThat(cause.id()).isEqualTo(CauseId.HTTPS_REQUIRED);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void aBodyOverHttp10CannotBeRedirected() {
        Logged post = PLAIN.with(Field.METHOD, "POST").with(Field.PROTOCOL_VERSION, "HTTP/1.0");
        Cause cause = Site.first(Site.diagnose(Site.plain(), post));
        assertThat(cause.id()).isEqualTo(CauseId.HTTPS_REQUIRED);
        assertThat(cause.summary())
                .isEqualTo("the default cache behavior redirects to HTTPS, but CloudFront refuses to redirect POST"
                        + " requests of viewers below HTTP/1.1");
        assertThat(cause.evidence()).contains("Versions of HTTP: HTTP/1.0 (1).");
        assertThat(cause.remedy().orElseThrow().commandTexts()).isEmpty();
    }

    @Test
    void makesNoClaimOverHttps() {
        assertThat(Site.first(Site.diagnose(HTTPS_ONLY, PLAIN.with(Field.PROTOCOL, "https")))
                        .id())
                .isNotEqualTo(CauseId.HTTPS_REQUIRED);
    }

    @Test
    void makesNoClaimIfTheCacheBehaviorRedirects() {
        assertThat(Site.first(Site.diagnose(Site.plain(), PLAIN)).id()).isNotEqualTo(CauseId.HTTPS_REQUIRED);
    }
}
