package why403.sample;

import java.util.Map;
import java.util.Optional;

/** The values of one line in all dimensions: host, path, country and so on. Much smaller than the line itself. */
public final class DimensionValues {

    private final Map<Dimension, String> values;

    DimensionValues(Map<Dimension, String> values) {
        this.values = values;
    }

    /** The values by dimension, without the dimensions that the line does not contain. */
    public Map<Dimension, String> values() {
        return values;
    }

    /** The value in that dimension; empty if the line does not contain it. */
    public Optional<String> in(Dimension dimension) {
        return Optional.ofNullable(values.get(dimension));
    }
}
