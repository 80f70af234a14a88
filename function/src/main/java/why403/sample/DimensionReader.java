package why403.sample;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import why403.log.LogRecord;

/**
 * Reads the dimensions of records. It caches computed values, because many records share them. Its memory is bounded: at most
 * {@value #MAX_CACHED} short texts of each dimension. Not thread-safe.
 */
public final class DimensionReader {

    private static final int MAX_CACHED = 2_000;

    /** Few records share a longer text. */
    private static final int LONGEST_CACHED = 256;

    private final Map<Dimension, Map<String, Optional<String>>> cached = new EnumMap<>(Dimension.class);

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
        if (source.length() > LONGEST_CACHED) {
            return dimension.value(source);
        }
        Map<String, Optional<String>> known = cached.computeIfAbsent(dimension, none -> new HashMap<>());
        if (known.size() == MAX_CACHED) {
            known.clear();
        }
        return known.computeIfAbsent(source, dimension::value);
    }
}
