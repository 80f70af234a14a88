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
 * Gathers numbers and writes them in CloudWatch's embedded metric format: one line for the metrics without a dimension,
 * and one for each value of each dimension. That keeps every line far within the format's limits (100 metrics, 30
 * dimensions, 100 values, 1 MB), as a line holds each metric at most once, with one value.
 *
 * <p>Several threads may add. The output must be one that Lambda passes on as it is, which is {@code System.out}: where
 * the function's log format is JSON, Lambda's own logger puts a line inside another, and CloudWatch finds no metric.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">AWS:
 *     embedded metric format</a>
 */
public final class Metrics {

    private final PrintStream output;
    private final InstantSource clock;
    private final Map<Dimension, SortedMap<String, Map<Metric, Long>>> numbers = new EnumMap<>(Dimension.class);
    private final Map<String, Instant> newest = new HashMap<>();

    /** @param clock what time it is when lines are written, and how late the logs are */
    public Metrics(PrintStream output, InstantSource clock) {
        this.output = output;
        this.clock = clock;
    }

    /**
     * Adds to a metric without a dimension. Nothing is written of a metric to which nothing was added; adding 0 writes
     * a 0.
     */
    public void add(Metric metric, long number) {
        add(metric, Dimension.NONE, "", number);
    }

    /** Adds to the metric of one distribution. */
    public void addOfDistribution(Metric metric, String distributionId, long number) {
        add(metric, Dimension.DISTRIBUTION_ID, DimensionValue.of(distributionId), number);
    }

    /** Adds to the metric of one event: opened, changed or resolved. */
    public void addOfEvent(Metric metric, String event, long number) {
        add(metric, Dimension.EVENT, DimensionValue.of(event), number);
    }

    /** Says when a record of the distribution was written, for {@link Metric#LOG_LAG}; the newest counts. */
    public synchronized void read(String distributionId, Instant record) {
        newest.merge(distributionId, record, (one, two) -> one.isAfter(two) ? one : two);
    }

    private synchronized void add(Metric metric, Dimension dimension, String value, long number) {
        if (metric.dimension() != dimension) {
            throw new IllegalArgumentException(metric + " is counted by " + metric.dimension() + ", not " + dimension);
        }
        numbers.computeIfAbsent(dimension, each -> new TreeMap<>())
                .computeIfAbsent(value, each -> new EnumMap<>(Metric.class))
                .merge(metric, number, Long::sum);
    }

    /** Writes what was added since the last time. */
    public synchronized void flush() {
        Instant now = clock.instant();
        newest.forEach((distribution, record) -> addOfDistribution(Metric.LOG_LAG, distribution, lag(record, now)));
        numbers.forEach((dimension, values) ->
                values.forEach((value, metrics) -> JsonLine.write(document(now, dimension, value, metrics), output)));
        newest.clear();
        numbers.clear();
    }

    /** Clocks lie apart: a record of the future is not late. */
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
