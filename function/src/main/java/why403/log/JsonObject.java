package why403.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import why403.hash.BytesTable;
import why403.hash.HashKey;

/**
 * Reads a line that is a flat JSON object whose keys are field names. A value that is not a string is taken as written,
 * {@code null} is absent, and an object or array is skipped. Escapes are decoded in place: the decoded text is never
 * longer.
 */
final class JsonObject implements Layout {

    private static final Field[] FIELDS = Field.values();

    /** The place of values whose key is not a known field. */
    private static final int NOWHERE = 2 * FIELDS.length;

    private final BytesTable<Integer> places;
    private final Columns columns = Columns.ofAllFields();
    private final JsonText text = new JsonText();
    private int known;

    JsonObject(HashKey seed) {
        this.places = places(seed);
    }

    private static BytesTable<Integer> places(HashKey seed) {
        BytesTable<Integer> table = new BytesTable<>(seed);
        for (int place = 0; place < FIELDS.length; place++) {
            table.put(FIELDS[place].columnName().getBytes(StandardCharsets.ISO_8859_1), 2 * place);
        }
        return table;
    }

    /** The number of known fields in the last line, up to its end or to where it stopped being JSON. */
    int knownFields() {
        return known;
    }

    /** The line must begin with a brace. */
    @Override
    public Problem index(byte[] bytes, int start, int end, LogLine line) {
        line.show(bytes, start, end, columns);
        Arrays.fill(columns.bounds, 0);
        known = 0;
        text.begin(bytes, start + 1, end);
        return (text.skip('}') || members(bytes)) && text.isAtEnd() ? Problem.NONE : Problem.NOT_JSON;
    }

    private boolean members(byte[] bytes) {
        do {
            if (!text.string()) {
                return false;
            }
            int place = place(bytes);
            if (!text.skip(':') || !value(place)) {
                return false;
            }
        } while (text.skip(','));
        return text.skip('}');
    }

    private int place(byte[] bytes) {
        Optional<Integer> place = places.get(bytes, text.from(), text.to());
        if (place.isEmpty()) {
            return NOWHERE;
        }
        known++;
        return place.get();
    }

    private boolean value(int place) {
        if (text.isNested()) {
            return text.skipNested();
        }
        boolean read = text.isString() ? text.string() : text.word();
        if (!read) {
            return false;
        }
        columns.bounds[place] = text.from();
        columns.bounds[place + 1] = text.to();
        return true;
    }
}
