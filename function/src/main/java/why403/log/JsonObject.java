package why403.log;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a line that is a flat JSON object whose keys are field names. A value that is no string is taken as it stands,
 * {@code null} is absent, and an object or array is passed over. Escapes are undone in place: what they stand for is
 * never longer.
 */
final class JsonObject {

    private final BytesTable<Integer> slots = slots();
    private final JsonText text = new JsonText();
    private int known;

    private static BytesTable<Integer> slots() {
        BytesTable<Integer> table = new BytesTable<>();
        for (Field field : Field.values()) {
            table.put(field.columnName().getBytes(StandardCharsets.ISO_8859_1), LogLine.slot(field));
        }
        return table;
    }

    /** How many known fields the last line had, before it ended or stopped being JSON. */
    int knownFields() {
        return known;
    }

    /** Takes note of where every field lies. The line must begin with a brace. */
    Problem index(byte[] bytes, int start, int end, LogLine line) {
        line.begin(bytes);
        line.forgetFields();
        known = 0;
        text.begin(bytes, start + 1, end);
        return (text.skip('}') || members(line)) && text.isAtEnd() ? Problem.NONE : Problem.NOT_JSON;
    }

    private boolean members(LogLine line) {
        do {
            if (!text.string()) {
                return false;
            }
            int slot = slot(line);
            if (!text.skip(':') || !value(slot, line)) {
                return false;
            }
        } while (text.skip(','));
        return text.skip('}');
    }

    private int slot(LogLine line) {
        Optional<Integer> slot = slots.get(line.buffer(), text.from(), text.to());
        if (slot.isEmpty()) {
            return LogLine.NOWHERE;
        }
        known++;
        return slot.get();
    }

    private boolean value(int slot, LogLine line) {
        if (text.isNested()) {
            return text.skipNested();
        }
        boolean read = text.isString() ? text.string() : text.word();
        if (!read) {
            return false;
        }
        line.set(slot, text.from(), text.to());
        return true;
    }
}
