package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** Whatever is added: every line keeps the published rules, and the lines hold what was added. */
class MetricsPropertyTest {

    private static final String ASCII =
            IntStream.range(0, 128).mapToObj(Character::toString).collect(Collectors.joining());
    private static final Instant NOW = Instant.parse("2026-11-24T10:12:00Z");

    record Addition(Metric metric, String value, int number) {

        void to(MetricWriter metrics) {
            switch (metric.dimension()) {
                case NONE -> metrics.add(metric, number);
                case DISTRIBUTION_ID -> metrics.addOfDistribution(metric, value, number);
                case EVENT -> metrics.addOfEvent(metric, value, number);
            }
        }
    }

    @ParameterizedTest
    @Seeds(300)
    void everyLineIsValid(Generator given) {
        List<Addition> additions = additions(given);
        String text = written(additions);
        assertThat(text.lines()).allSatisfy(EmbeddedMetricFormat::assertValid);
        assertThat(text.isEmpty()).isEqualTo(additions.isEmpty());
    }

    @ParameterizedTest
    @Seeds(300)
    void theSumOfAllLinesIsTheSumOfAllAdditions(Generator given) {
        List<Addition> additions = additions(given);
        List<JsonNode> lines = written(additions).lines().map(Json::read).toList();
        for (Metric metric : Metric.values()) {
            assertThat(lines.stream()
                            .mapToLong(line -> line.path(metric.metricName()).asLong())
                            .sum())
                    .isEqualTo(additions.stream()
                            .filter(addition -> addition.metric == metric)
                            .mapToLong(Addition::number)
                            .sum());
        }
    }

    @Test
    void anInvalidDimensionValueIsReplacedByAValidOne() {
        for (String odd : List.of("", " ", ":E2", "E\n2", "É2", "E".repeat(5000), "\u0000", "\"", "\\")) {
            assertThat(written(List.of(new Addition(Metric.REQUESTS, odd, 1))).lines())
                    .hasSize(1)
                    .allSatisfy(EmbeddedMetricFormat::assertValid);
        }
    }

    private static String written(List<Addition> additions) {
        CapturedOutput printed = new CapturedOutput();
        MetricWriter metrics = new MetricWriter(printed.stream(), InstantSource.fixed(NOW));
        additions.forEach(addition -> addition.to(metrics));
        metrics.flush();
        return printed.text();
    }

    private static List<Addition> additions(Generator given) {
        return given.list(
                40, () -> new Addition(given.of(Metric.values()), value(given), given.anyInt() & Integer.MAX_VALUE));
    }

    private static String value(Generator given) {
        return given.oneOf(
                () -> given.of("E2EXAMPLE", "E1EXAMPLE", "opened"),
                () -> given.text(20),
                () -> given.text(ASCII, 1000, 1100));
    }
}
