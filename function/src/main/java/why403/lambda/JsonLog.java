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
 * The log of one invocation. Each line is a JSON object with {@code timestamp}, {@code level}, {@code message},
 * {@code requestId} and additional fields. Lambda's log filter reads the first two.
 *
 * <p>Lines go directly to the output, because Lambda's own logger would wrap them in another object if the function's log
 * format is JSON. Secrets are redacted in every text, and long texts are cut in the middle.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">AWS: log-level
 *     filtering</a>
 */
public final class JsonLog {

    /** CloudWatch Logs accepts at least 256 kB for a line, and a line has few texts. */
    private static final int MAX_CHARACTERS = 10_000;

    private static final int END_CHARACTERS = 3_000;
    private static final String CUT = "\n[...]\n";
    private static final Map<String, ?> NO_FIELDS = Map.of();

    private final PrintStream output;
    private final InstantSource clock;
    private final String requestId;

    /** @param requestId the invocation's request id */
    public JsonLog(PrintStream output, InstantSource clock, String requestId) {
        this.output = output;
        this.clock = clock;
        this.requestId = requestId;
    }

    /** Logs a normal event. */
    public void info(String message) {
        info(message, NO_FIELDS);
    }

    /**
     * Logs a normal event with additional fields.
     *
     * @param fields sorted by name; numbers and booleans keep their type, all other values become text
     * @throws IllegalArgumentException if a field has the name of one that every line has
     */
    public void info(String message, Map<String, ?> fields) {
        line("INFO", message, fields);
    }

    /** Logs a problem that a person should look at and that does not fail the event. */
    public void warn(String message) {
        warn(message, NO_FIELDS);
    }

    /** Logs a problem with additional fields, see {@link #info(String, Map)}. */
    public void warn(String message, Map<String, ?> fields) {
        line("WARN", message, fields);
    }

    /** Logs a failure. */
    public void error(String message) {
        line("ERROR", message, NO_FIELDS);
    }

    /** Logs a failure with the {@code errorType} and {@code stackTrace} of its cause. */
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
            throw new IllegalArgumentException("Every log line already has the field " + name + ". Use another name.");
        }
        if (value instanceof Boolean truth) {
            line.put(name, truth);
        } else if (value instanceof Integer || value instanceof Long) {
            line.put(name, ((Number) value).longValue());
        } else {
            line.put(name, text(value.toString()));
        }
    }

    /** Cuts the middle, because a stack trace begins with the failed call and ends with the root cause. */
    private static String text(String all) {
        String text = Redaction.of(all);
        if (text.length() <= MAX_CHARACTERS) {
            return text;
        }
        String end = text.substring(text.length() - END_CHARACTERS);
        return text.substring(0, MAX_CHARACTERS - END_CHARACTERS - CUT.length()) + CUT + end;
    }
}
