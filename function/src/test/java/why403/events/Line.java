package why403.events;

import java.time.Instant;
import java.util.Map;

/**
 * One record, before it has a format.
 *
 * @param values by field name, as logged; a field that is not in it is {@code -}
 */
record Line(Instant time, Map<String, String> values) {

    Line {
        values = Map.copyOf(values);
    }

    String value(String field) {
        return values.getOrDefault(field, "-");
    }
}
