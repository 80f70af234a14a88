package why403.diagnosis.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;
import why403.sample.Sample;

class DistributionSettingsTest {

    private static ForbiddenRequest match(DistributionConfig config, Logged logged) {
        return DistributionSettings.of(config).match(new Sample.Examined(logged.record(), false));
    }

    private static Optional<String> pattern(DistributionConfig config, Logged logged) {
        return match(config, logged).behavior().map(Behavior::pattern);
    }

    private static final DistributionConfig TWO = Site.with(builder -> builder.cacheBehaviors(all -> all.items(
            CacheBehavior.builder()
                    .pathPattern("img/*")
                    .targetOriginId("server")
                    .build(),
            CacheBehavior.builder()
                    .pathPattern("/img/logo*")
                    .targetOriginId("s3")
                    .build())));

    @Test
    void theFirstMatchingCacheBehaviorApplies() {
        assertThat(pattern(TWO, Logged.forbidden())).contains("img/*");
        assertThat(match(TWO, Logged.forbidden()).origin().map(Origin::id)).contains("server");
    }

    @Test
    void theDefaultCacheBehaviorAppliesIfNoOtherMatches() {
        assertThat(pattern(TWO, Logged.forbidden().path("/IMG/logo.png"))).contains("*");
    }

    @Test
    void theNormalizedPathIsMatched() {
        assertThat(pattern(TWO, Logged.forbidden().path("/a/../img//x"))).contains("img/*");
    }

    @Test
    void theLoggedCacheBehaviorWins() {
        Logged logged = Logged.forbidden().with(Field.CACHE_BEHAVIOR, "img/logo*");
        assertThat(pattern(TWO, logged)).contains("/img/logo*");
    }

    @Test
    void aLoggedCacheBehaviorThatNoLongerExistsIsNotReplacedByAnother() {
        assertThat(pattern(TWO, Logged.forbidden().with(Field.CACHE_BEHAVIOR, "/gone/*")))
                .isEmpty();
    }

    @Test
    void withoutAFailoverTheOriginIsThePrimaryOfTheGroup() {
        DistributionConfig config = Site.grouped(500);
        assertThat(match(config, Logged.forbidden()).origin().map(Origin::id)).contains("server");
    }
}
