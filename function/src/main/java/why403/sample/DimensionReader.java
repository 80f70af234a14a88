package why403.sample;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import why403.log.LogRecord;

/** Finds the places of records. Remembers the values met, since many records share them; not for several threads. */
public final class DimensionReader {

    private static final int MOST_REMEMBERED = 10_000;

    private final Map<Dimension, Map<String, Optional<String>>> remembered = new EnumMap<>(Dimension.class);

    public DimensionValues of(LogRecord record) {
        Map<Dimension, String> values = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            dimension
                    .source(record)
                    .flatMap(source -> value(dimension, source))
                    .ifPresent(value -> values.put(dimension, value));
        }
        return new DimensionValues(values);
    }

    private Optional<String> value(Dimension dimension, String source) {
        Map<String, Optional<String>> known = remembered.computeIfAbsent(dimension, none -> new HashMap<>());
        if (known.size() > MOST_REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(source, dimension::value);
    }
}
