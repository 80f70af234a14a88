package why403.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import why403.tally.Forbidden;

/** The mapping of each distribution, cached for five minutes. Not thread-safe. */
public final class ErrorMappingCache {

    private static final Duration CACHED = Duration.ofMinutes(5);

    private record Known(Forbidden rule, Instant since) {}

    private final InstantSource clock;
    private final Map<String, Known> byDistribution = new HashMap<>();

    /** An empty cache. */
    public ErrorMappingCache(InstantSource clock) {
        this.clock = clock;
    }

    Forbidden of(String distribution, Supplier<Forbidden> ask) {
        Instant now = clock.instant();
        Known known = byDistribution.get(distribution);
        if (known == null || !now.isBefore(known.since().plus(CACHED))) {
            known = new Known(ask.get(), now);
            byDistribution.put(distribution, known);
        }
        return known.rule();
    }
}
