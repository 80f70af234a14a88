package why403.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import why403.lambda.Metric.Dimension;

/**
 * Adds up numbers and writes them in CloudWatch's embedded metric format: one line for the metrics without a dimension,
 * and one line for each value of each dimension. A line has each metric at most once with one value, so it stays far
 * below the format's limits (100 metrics, 30 dimensions, 100 values, 1 MB).
 *
 * <p>Thread-safe. The output must be {@code System.out}, which Lambda passes on unchanged. Lambda's own logger would wrap
 * the line in another JSON object if the function's log format is JSON, and CloudWatch would find no metric.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">AWS:
 *     embedded metric format</a>
 */
public final class MetricWriter {

    private final PrintStream output;
    private final InstantSource clock;
    private final Map<Dimension, SortedMap<String, Map<Metric, Long>>> numbers = new EnumMap<>(Dimension.class);
    private final Map<String, Instant> newest = new HashMap<>();

    /** @param clock gives the timestamp of the lines, and the current time for {@link Metric#LOG_LAG} */
    public MetricWriter(PrintStream output, InstantSource clock) {
        this.output = output;
        this.clock = clock;
    }

    /**
     * Adds to a metric without a dimension. A metric without additions is not written; after adding 0, a 0 is written.
     */
    public void add(Metric metric, long number) {
        add(metric, Dimension.NONE, "", number);
    }

    /** Adds to a metric of one distribution. */
    public void addOfDistribution(Metric metric, String distributionId, long number) {
        add(metric, Dimension.DISTRIBUTION_ID, DimensionValue.of(distributionId), number);
    }

    /** Adds to a metric of one event: opened, changed, resolved or expired. */
    public void addOfEvent(Metric metric, String event, long number) {
        add(metric, Dimension.EVENT, DimensionValue.of(event), number);
    }

    /** Notes the time of a record of the distribution. The newest one becomes {@link Metric#LOG_LAG}. */
    public synchronized void read(String distributionId, Instant record) {
        newest.merge(distributionId, record, (one, two) -> one.isAfter(two) ? one : two);
    }

    private synchronized void add(Metric metric, Dimension dimension, String value, long number) {
        if (metric.dimension() != dimension) {
            throw new IllegalArgumentException(
                    metric + " has the dimension " + metric.dimension() + ", not " + dimension);
        }
        numbers.computeIfAbsent(dimension, each -> new TreeMap<>())
                .computeIfAbsent(value, each -> new EnumMap<>(Metric.class))
                .merge(metric, number, Long::sum);
    }

    /** Writes and clears all numbers. */
    public synchronized void flush() {
        Instant now = clock.instant();
        newest.forEach((distribution, record) -> addOfDistribution(Metric.LOG_LAG, distribution, lag(record, now)));
        numbers.forEach((dimension, values) ->
                values.forEach((value, metrics) -> JsonLine.write(document(now, dimension, value, metrics), output)));
        newest.clear();
        numbers.clear();
    }

    /** Clocks differ: a record with a future time has no lag. */
    private static long lag(Instant record, Instant now) {
        return Math.max(0, Duration.between(record, now).toSeconds());
    }

    private static ObjectNode document(Instant now, Dimension dimension, String value, Map<Metric, Long> metrics) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode directive = document.putObject("_aws")
                .put("Timestamp", now.toEpochMilli())
                .putArray("CloudWatchMetrics")
                .addObject()
                .put("Namespace", Metric.NAMESPACE);
        var dimensions = directive.putArray("Dimensions");
        dimensions.addArray();
        if (dimension != Dimension.NONE) {
            dimensions.addArray().add(dimension.dimensionName());
            document.put(dimension.dimensionName(), value);
        }
        var definitions = directive.putArray("Metrics");
        metrics.forEach((metric, number) -> {
            definitions.addObject().put("Name", metric.metricName()).put("Unit", metric.unit());
            document.put(metric.metricName(), number);
        });
        return document;
    }
}
