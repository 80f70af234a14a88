package why403.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * AWS's refusal, as recorded.
 *
 * @param code AWS's own, or HeadObject's status
 * @param message AWS's own; may be empty
 */
record RecordedError(String code, String message) {

    /** What {@code aws} writes to standard error; retries may stand before the colon, other lines around it. */
    private static final Pattern LINE = Pattern.compile(
            "An error occurred \\(([^()\\s]+)\\) when calling the \\S+ operation(?: \\([^)\\r\\n]*\\))?:[ \\t]*(.*)");

    /** From {@code {"Error":{"Code":…,"Message":…}}}. */
    static Optional<RecordedError> in(JsonNode tree) {
        JsonNode error = tree.path("Error");
        return Stream.of(error.path("Code"))
                .filter(code -> code.isTextual() || code.isIntegralNumber())
                .map(code ->
                        new RecordedError(code.asText(), error.path("Message").asText()))
                .findFirst();
    }

    /** From a text that holds the line. */
    static Optional<RecordedError> in(String text) {
        Matcher line = LINE.matcher(text);
        return line.find()
                ? Optional.of(new RecordedError(line.group(1), line.group(2).strip()))
                : Optional.empty();
    }
}
