package why403.watch.mapping;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import why403.tally.ErrorMapping;
import why403.tally.Forbidden;

/** The error mapping of each distribution, cached for some minutes. Not thread-safe. */
public final class ErrorMappingCache {

    /** A mapping, and how long it is cached. */
    record Fresh(ErrorMapping mapping, Duration validity) {}

    private record Known(Forbidden rule, Instant end) {}

    private final InstantSource clock;
    private final Map<String, Known> byDistribution = new HashMap<>();

    /** An empty cache. */
    public ErrorMappingCache(InstantSource clock) {
        this.clock = clock;
    }

    Forbidden of(String distribution, Supplier<Fresh> ask) {
        Instant now = clock.instant();
        Known known = byDistribution.get(distribution);
        if (known == null || !now.isBefore(known.end())) {
            Fresh fresh = ask.get();
            known = new Known(Forbidden.under(fresh.mapping()), now.plus(fresh.validity()));
            byDistribution.put(distribution, known);
        }
        return known.rule();
    }
}
