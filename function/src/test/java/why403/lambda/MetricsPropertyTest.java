package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is added: every line keeps the published rules, and the lines hold what was added. */
class MetricsPropertyTest {

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

    @Property(tries = 300)
    void everyLineIsValid(@ForAll("additions") List<Addition> additions) {
        String text = written(additions);
        assertThat(text.lines()).allSatisfy(EmbeddedMetricFormat::assertValid);
        assertThat(text.isEmpty()).isEqualTo(additions.isEmpty());
    }

    @Property(tries = 300)
    void theLinesAddUpToWhatWasAdded(@ForAll("additions") List<Addition> additions) {
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

    @Example
    void aDimensionsValueThatCloudWatchRefusesIsMadeOneThatItTakes() {
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

    @Provide
    static Arbitrary<List<Addition>> additions() {
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of("E2EXAMPLE", "E1EXAMPLE", "opened"),
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.strings().ascii().ofMinLength(1000).ofMaxLength(1100));
        return Combinators.combine(
                        Arbitraries.of(Metric.class),
                        values,
                        Arbitraries.integers().greaterOrEqual(0))
                .as(Addition::new)
                .list()
                .ofMaxSize(40);
    }
}
