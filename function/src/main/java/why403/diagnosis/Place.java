package why403.diagnosis;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import why403.log.LogRecord;

/** Where one line belongs: its host, path, country and so on; much smaller than the line. */
public final class Place {

    private final Map<Dimension, String> values = new EnumMap<>(Dimension.class);

    private Place() {}

    /** The place of a record. */
    public static Place of(LogRecord record) {
        return of(record, UnaryOperator.identity());
    }

    /**
     * The place of a record.
     *
     * @param shared the one copy that is kept of a text: many lines have equal values
     */
    static Place of(LogRecord record, UnaryOperator<String> shared) {
        Place place = new Place();
        for (Dimension dimension : Dimension.values()) {
            dimension.valueIn(record).map(shared).ifPresent(value -> place.values.put(dimension, value));
        }
        return place;
    }

    /** The value in that dimension; empty where the line does not say. */
    Optional<String> in(Dimension dimension) {
        return Optional.ofNullable(values.get(dimension));
    }
}
