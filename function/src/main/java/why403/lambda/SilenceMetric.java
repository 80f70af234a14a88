package why403.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.InstantSource;

/**
 * The number of distributions whose logs stopped, as a metric in a log line: an alarm needs it. Everything else that can
 * be counted is a field of an ordinary log line, because CloudWatch charges for each metric.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">AWS:
 *     embedded metric format</a>
 */
public final class SilenceMetric {

    /** The CloudWatch namespace of the metric. */
    public static final String NAMESPACE = "why403";

    /** The metric's name in CloudWatch. Its unit is Count, and it has no dimension. */
    public static final String NAME = "SilentDistributions";

    private final PrintStream output;
    private final InstantSource clock;

    /** @param output the function's standard output */
    public SilenceMetric(PrintStream output, InstantSource clock) {
        this.output = output;
        this.clock = clock;
    }

    /** Writes the number of silent distributions, also if it is 0. */
    public void write(int silent) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode directive = document.putObject("_aws")
                .put("Timestamp", clock.instant().toEpochMilli())
                .putArray("CloudWatchMetrics")
                .addObject()
                .put("Namespace", NAMESPACE);
        directive.putArray("Dimensions").addArray();
        directive.putArray("Metrics").addObject().put("Name", NAME).put("Unit", "Count");
        document.put(NAME, silent);
        JsonLine.write(document, output);
    }
}
