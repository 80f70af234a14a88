package why403.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * The log of one invocation: one JSON object a line, with {@code timestamp}, {@code level}, {@code message},
 * {@code requestId} and the fields given. Lambda's filter reads the first two.
 *
 * <p>Lines go to the output as they are, since Lambda's own logger would wrap them in another object where the
 * function's log format is JSON. Secrets are taken out of every text, and a long one loses its middle.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">AWS: log-level
 *     filtering</a>
 */
public final class JsonLog {

    /** CloudWatch Logs takes 256 kB a line at the least; a line has few texts. */
    private static final int MOST_CHARACTERS = 10_000;

    private static final int KEPT_OF_THE_END = 3_000;
    private static final String CUT = "\n[...]\n";
    private static final Map<String, ?> NO_FIELDS = Map.of();

    private final PrintStream output;
    private final InstantSource clock;
    private final String requestId;

    /** @param requestId of the invocation, as Lambda names it */
    public JsonLog(PrintStream output, InstantSource clock, String requestId) {
        this.output = output;
        this.clock = clock;
        this.requestId = requestId;
    }

    /** What went as it should. */
    public void info(String message) {
        info(message, NO_FIELDS);
    }

    /**
     * The same, with fields.
     *
     * @param fields by name, written in the order of their names: numbers and booleans as they are, all else as text
     * @throws IllegalArgumentException if a field is named as one that every line has
     */
    public void info(String message, Map<String, ?> fields) {
        line("INFO", message, fields);
    }

    /** What somebody should look at, and what costs only itself. */
    public void warn(String message) {
        warn(message, NO_FIELDS);
    }

    /** The same, with fields as {@link #info(String, Map)} takes them. */
    public void warn(String message, Map<String, ?> fields) {
        line("WARN", message, fields);
    }

    /** What failed. */
    public void error(String message) {
        line("ERROR", message, NO_FIELDS);
    }

    /** What failed, and the {@code errorType} and {@code stackTrace} of why. */
    public void error(String message, Throwable why) {
        StringWriter stackTrace = new StringWriter();
        why.printStackTrace(new PrintWriter(stackTrace, true));
        line("ERROR", message, Map.of("errorType", why.getClass().getName(), "stackTrace", stackTrace.toString()));
    }

    private void line(String level, String message, Map<String, ?> fields) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("level", level);
        line.put("message", text(message));
        line.put("requestId", requestId);
        new TreeMap<>(fields).forEach((name, value) -> field(line, name, value));
        JsonLine.write(line, output);
    }

    private static void field(ObjectNode line, String name, Object value) {
        if (line.has(name)) {
            throw new IllegalArgumentException("Every log line has its own " + name + "; name the field otherwise");
        }
        if (value instanceof Boolean truth) {
            line.put(name, truth);
        } else if (value instanceof Integer || value instanceof Long) {
            line.put(name, ((Number) value).longValue());
        } else {
            line.put(name, text(value.toString()));
        }
    }

    /** A stack trace begins with what was done and ends with the first cause: both ends count. */
    private static String text(String all) {
        String text = Redaction.of(all);
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        String end = text.substring(text.length() - KEPT_OF_THE_END);
        return text.substring(0, MOST_CHARACTERS - KEPT_OF_THE_END - CUT.length()) + CUT + end;
    }
}
