package why403.diagnosis.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.diagnosis.request.ServedHosts.Served;
import why403.log.Field;

/** Under which host names a distribution answers. */
class ServedHostsTest {

    private static final String DOMAIN_NAME = "d111111abcdef8.cloudfront.net";

    private static Distribution distribution(Consumer<DistributionConfig.Builder> change) {
        return Distribution.builder()
                .domainName(DOMAIN_NAME)
                .distributionConfig(Site.with(builder -> {
                    builder.aliases(aliases ->
                            aliases.items("WWW.Example.com", "*.example.org").quantity(2));
                    change.accept(builder);
                }))
                .build();
    }

    private static Served serves(Distribution distribution, String host) {
        return ServedHosts.of(Optional.of(distribution))
                .serves(Logged.forbidden().with(Field.HOST_HEADER, host).record());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.example.com",
                "www.EXAMPLE.com",
                "www.example.com:443",
                "www.example.com.",
                "www.example.com.:8443",
                "a.example.org",
                "a.b.example.org",
                DOMAIN_NAME
            })
    void aliasesAndTheDomainNameAreComparedWithoutCasePortAndFinalDot(String host) {
        assertThat(serves(distribution(config -> {}), host)).isEqualTo(Served.YES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "a.www.example.com",
                "example.org",
                "www.example.com.evil.example",
                "d222222abcdef8.cloudfront.net",
                "192.0.2.1"
            })
    void otherHostsAreNotServed(String host) {
        assertThat(serves(distribution(config -> {}), host)).isEqualTo(Served.NO);
    }

    @Test
    void aDistributionWithoutAliasesAnswersUnderItsDomainNameOnly() {
        Distribution bare = distribution(config -> config.aliases(aliases -> aliases.quantity(0)));

        assertThat(serves(bare, DOMAIN_NAME)).isEqualTo(Served.YES);
        assertThat(serves(bare, "www.example.com")).isEqualTo(Served.NO);
    }

    @Test
    void aliasesThatTheRecordingLacksAreUnknown() {
        assertThat(serves(distribution(config -> config.aliases(aliases -> aliases.quantity(1))), "www.example.com"))
                .isEqualTo(Served.UNKNOWN);
        assertThat(serves(distribution(config -> config.aliases(aliases -> {})), "www.example.com"))
                .isEqualTo(Served.UNKNOWN);
    }

    @Test
    void aStagingDistributionAnswersUnderTheAliasesOfAnother() {
        Distribution staging = distribution(config -> config.staging(true).aliases(aliases -> aliases.quantity(0)));

        assertThat(serves(staging, "www.example.com")).isEqualTo(Served.UNKNOWN);
    }

    @Test
    void withoutAConfigurationOnlyTheLoggedDomainNameIsKnown() {
        ServedHosts hosts = ServedHosts.of(Optional.empty());

        assertThat(hosts.serves(
                        Logged.forbidden().with(Field.HOST_HEADER, DOMAIN_NAME).record()))
                .isEqualTo(Served.YES);
        assertThat(hosts.serves(Logged.forbidden().record())).isEqualTo(Served.UNKNOWN);
    }

    @Test
    void aRecordWithoutTheRequestedHostSaysNothing() {
        assertThat(ServedHosts.of(Optional.of(distribution(config -> {})))
                        .serves(Logged.forbidden().without(Field.HOST_HEADER).record()))
                .isEqualTo(Served.UNKNOWN);
    }
}
