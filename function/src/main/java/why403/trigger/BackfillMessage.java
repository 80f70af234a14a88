package why403.trigger;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message that the stack's backfill sends for each log object of the last days: {@code
 * {"why403":"backfill","bucket":{"name":"..."},"object":{"key":"..."}}}. Its key is not encoded.
 */
final class BackfillMessage {

    private BackfillMessage() {}

    static boolean matches(JsonNode node) {
        return node.path("why403").asText().equals("backfill");
    }

    static Reading read(JsonNode node) {
        return Named.in(node).reading("a backfill message").withPurpose(Purpose.BACKFILL);
    }
}
