package why403.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import why403.cause.Diagnosis;
import why403.log.Field;

class RequestedHostTest {

    private static final DistributionConfig ALIASES = Site.plain().toBuilder()
            .aliases(aliases -> aliases.items("www.example.com", "*.example.org"))
            .build();

    private static String host(Diagnosis diagnosis) {
        return diagnosis.distribution().host();
    }

    private static Logged requestTo(String host) {
        return Logged.forbidden().with(Field.HOST_HEADER, host);
    }

    @Test
    void theAliasOfMostRefusedRequestsNamesTheDistribution() {
        assertThat(host(Site.diagnose(
                        ALIASES,
                        requestTo("CDN.example.org"),
                        requestTo("cdn.example.org"),
                        requestTo("www.example.com"))))
                .isEqualTo("cdn.example.org");
    }

    @Test
    void aHostThatIsNoAliasIsNotNamedBecauseAViewerCanInventIt() {
        assertThat(host(Site.diagnose(ALIASES, requestTo("evil.example.net")))).isEqualTo("www.example.com");
    }

    @Test
    void withoutAliasesTheDomainNameIsNamed() {
        assertThat(host(Site.diagnose(Site.plain(), requestTo("www.example.com"))))
                .isEqualTo("d111111abcdef8.cloudfront.net");
    }

    @Test
    void withoutAConfigurationTheRequestedHostIsNamedIfItLooksLikeOne() {
        assertThat(host(Site.diagnoseUnknown(requestTo("www.example.com")))).isEqualTo("www.example.com");
        assertThat(host(Site.diagnoseUnknown(requestTo("<script>")))).isEqualTo(KnownAccount.ID);
    }
}
