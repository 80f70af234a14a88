package why403.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as CloudFront makes them, and others. */
class LogNameTest {

    @ParameterizedTest
    @CsvSource({
        "E2EXAMPLE.2026-11-24-10.abcd1234.gz, E2EXAMPLE",
        "a/b/E2EXAMPLE.2026-11-24-10.abcd1234.gz, E2EXAMPLE",
        "AWSLogs/123456789012/CloudFront/E2EXAMPLE/2026/11/24/x.gz, E2EXAMPLE",
        "mine/AWSLogs/123456789012/CloudFront/E2EXAMPLE/x.gz, E2EXAMPLE",
        "AWSLogs/aws-account-id=123456789012/CloudFront/DistributionId=E2EXAMPLE/year=2026/x.gz, E2EXAMPLE",
        "mine/DistributionId=E2EXAMPLE/x.json, E2EXAMPLE",
        "AWSLogs/1/CloudFront/E2EXAMPLE/E3OTHER.2026-11-24-10.abcd.gz, E2EXAMPLE",
        "DistributionId=E2EXAMPLE/E4FOLDER/E3OTHER.2026-11-24-10.abcd.gz, E2EXAMPLE",
        "EUROPE/E2EXAMPLE.2026-11-24-10.abcd.gz, E2EXAMPLE",
    })
    void keyOfALogNamesItsDistribution(String key, String distribution) {
        assertThat(new LogName(key).isOfALog()).isTrue();
        assertThat(new LogName(key).distribution()).contains(distribution);
    }

    @ParameterizedTest
    @CsvSource({
        "logs/E2EXAMPLE/2026/11/24/10/x.gz, E2EXAMPLE",
        "E1FIRST/E2EXAMPLE/x.gz, E2EXAMPLE",
        "logs/EABCDEF/x.gz, EABCDEF"
    })
    void aSegmentOfACustomPrefixNamesTheDistributionButDoesNotMakeTheObjectALog(String key, String distribution) {
        assertThat(new LogName(key).isOfALog()).isFalse();
        assertThat(new LogName(key).distribution()).contains(distribution);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "/",
                "E2EXAMPLE.gz",
                "e2example.2026-11-24-10.x.gz",
                "E2.2026-11-24-10.x.gz",
                "E2EXAMPLE.2026-11-24.x.gz",
                "AWSLogs/1/elasticloadbalancing/x.gz",
                "CloudFront/AWSLogs/x",
                "DistributionId=x/y",
                "E23456789012345678901X/y",
                "A2EXAMPLE/y"
            })
    void otherKeysNameNothing(String key) {
        assertThat(new LogName(key).isOfALog()).isFalse();
        assertThat(new LogName(key).distribution()).isEmpty();
    }
}
