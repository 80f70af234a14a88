package why403.sample;

import java.util.Map;
import java.util.Optional;

/** Where one line belongs: its host, path, country and so on; much smaller than the line. */
public final class DimensionValues {

    private final Map<Dimension, String> values;

    DimensionValues(Map<Dimension, String> values) {
        this.values = values;
    }

    /** What the line says. */
    public Map<Dimension, String> values() {
        return values;
    }

    /** The value in that dimension; empty where the line does not say. */
    public Optional<String> in(Dimension dimension) {
        return Optional.ofNullable(values.get(dimension));
    }
}
