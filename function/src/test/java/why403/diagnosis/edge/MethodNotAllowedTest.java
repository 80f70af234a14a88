package why403.diagnosis.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;

class MethodNotAllowedTest {

    private static final DistributionConfig API =
            Site.withBehavior("/api/*", behavior -> behavior.targetOriginId("server"));
    private static final Logged POST =
            Logged.forbidden().path("/api/orders").with(Field.METHOD, "POST").page("text/html", 1053);
    private static final Logged REFUSED = POST.detail("InvalidRequestMethod");

    @Test
    void isConfirmedWhereTheCacheBehaviorDoesNotAllowTheMethod() {
        Cause cause = Site.first(Site.diagnose(API, REFUSED));
        assertThat(cause.id()).isEqualTo(CauseId.METHOD_NOT_ALLOWED);
        assertThat(cause.kind()).isEqualTo(Kind.MISCONFIGURATION);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.summary()).isEqualTo("cache behavior /api/* allows only GET and HEAD, not POST");
    }

    @Test
    void isConfirmedOnAnOlderLineByTheConfigurationAlone() {
        assertThat(Site.first(Site.diagnose(API, POST.older())).certainty()).isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void isLikelyFromTheLogAlone() {
        assertThat(Site.first(Site.diagnoseUnknown(REFUSED)).certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void isLikelyIfTheMethodIsAllowedNow() {
        Cause cause = Site.first(Site.diagnose(API, REFUSED.with(Field.METHOD, "GET")));
        assertThat(cause.id()).isEqualTo(CauseId.METHOD_NOT_ALLOWED);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(cause.summary())
                .isEqualTo("cache behavior /api/* refused GET; it was changed since, and allows it now");
        assertThat(cause.remedy().orElseThrow().commandTexts()).isEmpty();
    }

    @Test
    void makesNoClaimOnAnotherDetailedResult() {
        assertThat(Site.first(Site.diagnose(API, POST)).id()).isNotEqualTo(CauseId.METHOD_NOT_ALLOWED);
    }

    @Test
    void allowsTheSmallestSetThatContainsTheMethods() {
        Cause cause = Site.first(Site.diagnose(API, REFUSED.with(Field.METHOD, "OPTIONS")));
        assertThat(cause.remedy().orElseThrow().commandTexts())
                .hasSize(3)
                .anyMatch(command -> command.contains("select(.PathPattern == \"/api/*\")")
                        && command.contains("Quantity: 3, Items: [\"GET\", \"HEAD\", \"OPTIONS\"]"));
    }

    @Test
    void noCacheBehaviorCanAllowAMethodThatCloudFrontDoesNotKnow() {
        Cause cause = Site.first(Site.diagnose(API, REFUSED.with(Field.METHOD, "PROPFIND")));
        assertThat(cause.remedy().orElseThrow().commandTexts()).isEmpty();
    }

    private static CacheBehavior behavior(String pattern, String... methods) {
        return CacheBehavior.builder()
                .pathPattern(pattern)
                .targetOriginId("server")
                .viewerProtocolPolicy("redirect-to-https")
                .allowedMethods(all -> all.itemsWithStrings(methods))
                .build();
    }

    private static List<String> evidence(String path, CacheBehavior... behaviors) {
        return Site.first(Site.diagnose(
                        Site.with(builder -> builder.cacheBehaviors(all -> all.items(behaviors))), REFUSED.path(path)))
                .evidence();
    }

    @Test
    void namesALaterCacheBehaviorThatAllowsTheMethod() {
        assertThat(evidence(
                        "/api/orders",
                        behavior("/api/*", "GET", "HEAD"),
                        behavior("/api/orders*", "GET", "HEAD", "POST")))
                .contains(
                        "Cache behavior /api/orders* allows POST and also matches 1 of these requests, but it comes later:"
                                + " cache behavior /api/* stands before it and gets them.");
    }

    @Test
    void namesACacheBehaviorOfOtherPathsThatAllowsTheMethod() {
        assertThat(evidence("/API/orders", behavior("/api/*", "GET", "HEAD", "POST")))
                .contains("Cache behavior /api/* allows POST, but its path pattern does not match these requests.");
    }

    @Test
    void namesNoCacheBehaviorThatDoesNotAllowTheMethodEither() {
        assertThat(evidence(
                        "/api/orders",
                        behavior("/api/*", "GET", "HEAD"),
                        behavior("/api/orders*", "GET", "HEAD", "OPTIONS")))
                .noneMatch(sentence -> sentence.contains("/api/orders*"));
    }

    @Test
    void neverNamesTheCacheBehaviorThatRefusedAsAnotherOne() {
        Cause cause = Site.first(Site.diagnose(API, REFUSED, REFUSED.with(Field.METHOD, "HEAD")));
        assertThat(cause.summary()).startsWith("cache behavior /api/* allows only");
        assertThat(cause.evidence()).noneMatch(sentence -> sentence.startsWith("Cache behavior /api/* allows"));
    }
}
