package why403.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Checks lines against the specification of the embedded metric format.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">AWS:
 *     embedded metric format</a>
 */
final class EmbeddedMetricFormat {

    private static final int MOST_BYTES = 1_048_576;
    private static final Set<String> UNITS = Set.of("Count", "Seconds", "Milliseconds");

    private EmbeddedMetricFormat() {}

    /** Fails unless CloudWatch can extract metrics from the line. */
    static void assertValid(String line) {
        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MOST_BYTES);
        JsonNode document = Json.read(line);
        JsonNode metadata = document.path("_aws");
        assertThat(metadata.path("Timestamp").isIntegralNumber()).isTrue();
        assertThat(metadata.path("CloudWatchMetrics").isArray()).isTrue();
        assertThat(metadata.path("CloudWatchMetrics")).isNotEmpty();
        metadata.path("CloudWatchMetrics").forEach(directive -> assertDirective(document, directive));
    }

    private static void assertDirective(JsonNode document, JsonNode directive) {
        assertThat(directive.path("Namespace").asText()).matches("[A-Za-z0-9.\\-_/#:]{1,255}");
        assertThat(directive.path("Dimensions").isArray()).isTrue();
        assertThat(directive.path("Dimensions")).isNotEmpty();
        directive.path("Dimensions").forEach(set -> assertDimensions(document, set));
        assertThat(directive.path("Metrics").isArray()).isTrue();
        assertThat(directive.path("Metrics")).hasSizeBetween(1, 100).doesNotHaveDuplicates();
        directive.path("Metrics").forEach(metric -> assertMetric(document, metric));
    }

    private static void assertDimensions(JsonNode document, JsonNode set) {
        assertThat(set.isArray()).isTrue();
        assertThat(set).hasSizeLessThanOrEqualTo(30).doesNotHaveDuplicates();
        set.forEach(name -> {
            assertThat(name.asText()).matches("[ -~]{1,250}");
            assertThat(document.path(name.asText()).isTextual()).isTrue();
            assertThat(document.path(name.asText()).asText())
                    .matches("[ -~]{1,1024}")
                    .isNotBlank()
                    .doesNotStartWith(":");
        });
    }

    private static void assertMetric(JsonNode document, JsonNode metric) {
        assertThat(metric.path("Name").asText()).matches("[ -~]{1,1024}");
        assertThat(metric.path("Unit").asText()).isIn(UNITS);
        JsonNode value = document.path(metric.path("Name").asText());
        assertThat(value.isNumber() || (value.isArray() && value.size() <= 100)).isTrue();
    }
}
