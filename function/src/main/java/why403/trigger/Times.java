package why403.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The times that events carry: ISO 8601, in a string. */
final class Times {

    private Times() {}

    /** Empty where there is none, or none that can be read: no log object is lost for want of a time. */
    static Optional<Instant> parse(JsonNode node) {
        try {
            return node.isTextual() ? Optional.of(Instant.parse(node.asText())) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
