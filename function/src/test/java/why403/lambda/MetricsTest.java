package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:12:00.345Z");

    private final CapturedOutput printed = new CapturedOutput();
    private final MetricWriter metrics = new MetricWriter(printed.stream(), InstantSource.fixed(NOW));

    @Test
    void theLinesOfAnInvocationMatchTheGoldenFile() throws IOException {
        addEverything();
        metrics.flush();
        assertThat(printed.text()).isEqualTo(golden());
        assertThat(printed.lines()).hasSize(5).allSatisfy(EmbeddedMetricFormat::assertValid);
    }

    private void addEverything() {
        metrics.add(Metric.OBJECTS, 2);
        metrics.add(Metric.RECORDS, 3021);
        metrics.add(Metric.UNREADABLE_RECORDS, 1);
        metrics.add(Metric.UNREADABLE_OBJECTS, 1);
        metrics.add(Metric.FAILED_PUBLISHES, 1);
        metrics.add(Metric.INVOCATION_TIME, 97);
        metrics.add(Metric.SILENT_DISTRIBUTIONS, 0);
        metrics.add(Metric.ONE_CLIENT_INCIDENTS, 1);
        metrics.addOfEvent(Metric.NOTICES, "opened", 1);
        metrics.addOfEvent(Metric.NOTICES, "resolved", 2);
        metrics.addOfDistribution(Metric.REQUESTS, "E2EXAMPLE", 3000);
        metrics.addOfDistribution(Metric.FORBIDDEN, "E2EXAMPLE", 412);
        metrics.read("E2EXAMPLE", Instant.parse("2026-11-24T10:07:00Z"));
        metrics.addOfDistribution(Metric.REQUESTS, "E1EXAMPLE", 21);
    }

    private static String golden() throws IOException {
        try (InputStream file = MetricsTest.class.getResourceAsStream("metrics.jsonl")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void severalAdditionsMakeOneSum() {
        metrics.add(Metric.OBJECTS, 2);
        metrics.add(Metric.OBJECTS, 3);
        metrics.flush();
        assertThat(Json.read(printed.text()).path("Objects").asLong()).isEqualTo(5);
    }

    @Test
    void aFlushWritesOnlyAdditionsSinceTheLastFlush() {
        metrics.add(Metric.OBJECTS, 2);
        metrics.flush();
        metrics.flush();
        metrics.add(Metric.OBJECTS, 3);
        metrics.flush();
        assertThat(printed.lines().stream()
                        .map(line -> Json.read(line).path("Objects").asLong()))
                .containsExactly(2L, 3L);
    }

    @Test
    void aFlushWithoutAdditionsWritesNothing() {
        metrics.flush();
        assertThat(printed.text()).isEmpty();
    }

    @Test
    void theLagIsTheAgeOfTheNewestRecord() {
        metrics.read("E2EXAMPLE", NOW.minusSeconds(600));
        metrics.read("E2EXAMPLE", NOW.minusSeconds(90));
        metrics.read("E2EXAMPLE", NOW.minusSeconds(7200));
        metrics.flush();
        assertThat(Json.read(printed.text()).path("LogLag").asLong()).isEqualTo(90);
    }

    @Test
    void aRecordWithAFutureTimeHasNoLag() {
        metrics.read("E2EXAMPLE", NOW.plusSeconds(60));
        metrics.flush();
        assertThat(Json.read(printed.text()).path("LogLag").asLong(-1)).isZero();
    }

    @Test
    void aMetricAcceptsOnlyItsOwnDimension() {
        assertThatThrownBy(() -> metrics.add(Metric.REQUESTS, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metrics.addOfEvent(Metric.OBJECTS, "opened", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void concurrentAdditionsAreAllCounted() {
        IntStream.range(0, 10_000).parallel().forEach(each -> metrics.add(Metric.RECORDS, 1));
        metrics.flush();
        assertThat(Json.read(printed.text()).path("Records").asLong()).isEqualTo(10_000);
    }

    @Test
    void metricNamesAreUniqueAndDifferFromDimensionNames() {
        assertThat(Stream.concat(
                        Stream.of(Metric.values()).map(Metric::metricName),
                        Stream.of(Metric.Dimension.values()).map(Metric.Dimension::dimensionName)))
                .doesNotHaveDuplicates();
    }
}
