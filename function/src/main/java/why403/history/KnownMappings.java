package why403.history;

import java.util.Map;
import java.util.Optional;
import why403.tally.ErrorMapping;

/**
 * The store of the error mapping that was last known of each distribution. Logs are counted under it while CloudFront does
 * not answer. If a mapping cannot be stored or fetched, a method throws a {@link StoreException}.
 */
public interface KnownMappings {

    /** The last known mapping; empty if it was never known. */
    Optional<ErrorMapping> of(String distribution);

    /** Replaces the last known mapping. */
    void put(String distribution, ErrorMapping mapping);

    /** Replaces the last known mappings of these distributions. Writes only those that differ. */
    void putAll(Map<String, ErrorMapping> mappings);
}
