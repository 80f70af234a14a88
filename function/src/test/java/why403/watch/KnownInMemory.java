package why403.watch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import why403.history.KnownMappings;
import why403.tally.ErrorMapping;

/** Known error mappings in memory. */
public final class KnownInMemory implements KnownMappings {

    private final Map<String, ErrorMapping> mappings = new HashMap<>();
    private int puts;

    @Override
    public Optional<ErrorMapping> of(String distribution) {
        return Optional.ofNullable(mappings.get(distribution));
    }

    @Override
    public void put(String distribution, ErrorMapping mapping) {
        mappings.put(distribution, mapping);
        puts++;
    }

    @Override
    public void putAll(Map<String, ErrorMapping> all) {
        mappings.putAll(all);
        puts++;
    }

    /** How often a mapping was stored. */
    int puts() {
        return puts;
    }
}
