package why403.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A recorded error of AWS.
 *
 * @param code the error code of AWS, or the status of HeadObject
 * @param message the message of AWS; can be empty
 */
record RecordedError(String code, String message) {

    /** What {@code aws} writes to standard error. There can be a note on retries before the colon, and other lines around it. */
    private static final Pattern LINE = Pattern.compile(
            "An error occurred \\(([^()\\s]+)\\) when calling the \\S+ operation(?: \\([^)\\r\\n]*\\))?:[ \\t]*(.*)");

    /** Reads {@code {"Error":{"Code":…,"Message":…}}}. */
    static Optional<RecordedError> in(JsonNode tree) {
        JsonNode error = tree.path("Error");
        return Stream.of(error.path("Code"))
                .filter(code -> code.isTextual() || code.isIntegralNumber())
                .map(code ->
                        new RecordedError(code.asText(), error.path("Message").asText()))
                .findFirst();
    }

    /** Finds the line in a text. */
    static Optional<RecordedError> in(String text) {
        Matcher line = LINE.matcher(text);
        return line.find()
                ? Optional.of(new RecordedError(line.group(1), line.group(2).strip()))
                : Optional.empty();
    }
}
