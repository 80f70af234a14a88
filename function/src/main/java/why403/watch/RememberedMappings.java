package why403.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import why403.tally.Forbidden;

/** What is forbidden, by distribution: asked for, and then known for five minutes. Not for several threads. */
public final class RememberedMappings {

    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private record Known(Forbidden rule, Instant since) {}

    private final InstantSource clock;
    private final Map<String, Known> byDistribution = new HashMap<>();

    /** That of no distribution yet. */
    public RememberedMappings(InstantSource clock) {
        this.clock = clock;
    }

    Forbidden of(String distribution, Supplier<Forbidden> ask) {
        Instant now = clock.instant();
        Known known = byDistribution.get(distribution);
        if (known == null || !now.isBefore(known.since().plus(REMEMBERED))) {
            known = new Known(ask.get(), now);
            byDistribution.put(distribution, known);
        }
        return known.rule();
    }
}
