package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilenceMetricTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:12:00.345Z");

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void theLineHasTheEmbeddedMetricFormat(int silent) {
        CapturedOutput printed = new CapturedOutput();

        new SilenceMetric(printed.stream(), InstantSource.fixed(NOW)).write(silent);

        assertThat(printed.lines()).singleElement().satisfies(EmbeddedMetricFormat::assertValid);
        assertThat(printed.text())
                .isEqualTo("{\"_aws\":{\"Timestamp\":1795515120345,\"CloudWatchMetrics\":[{\"Namespace\":\"why403\","
                        + "\"Dimensions\":[[]],\"Metrics\":[{\"Name\":\"SilentDistributions\",\"Unit\":\"Count\"}]}]},"
                        + "\"SilentDistributions\":" + silent + "}\n");
    }
}
