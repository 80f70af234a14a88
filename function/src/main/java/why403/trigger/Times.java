package why403.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads the times in events: ISO 8601 text. */
final class Times {

    private Times() {}

    /** Empty if there is none or it cannot be read. A missing time never costs a log object. */
    static Optional<Instant> parse(JsonNode node) {
        try {
            return node.isTextual() ? Optional.of(Instant.parse(node.asText())) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
