package why403.sample;

import java.util.Map;
import java.util.Optional;

/** The values of one line in all dimensions: host, path, country and so on. Much smaller than the line itself. */
public final class DimensionValues {

    /** The objects of one line without its texts. */
    private static final int OBJECT_BYTES = 136;

    private final Map<Dimension, String> values;

    DimensionValues(Map<Dimension, String> values) {
        this.values = values;
    }

    /** The values by dimension, without the dimensions that the line does not contain. */
    public Map<Dimension, String> values() {
        return values;
    }

    /** The approximate memory that they occupy, in bytes, as if no other line had the same values. */
    long memoryBytes() {
        return OBJECT_BYTES + values.values().stream().mapToLong(String::length).sum();
    }

    /** The value in that dimension; empty if the line does not contain it. */
    public Optional<String> in(Dimension dimension) {
        return Optional.ofNullable(values.get(dimension));
    }
}
