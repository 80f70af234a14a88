package why403.spike;

import java.time.Instant;

/**
 * An incident that goes on and was told in an earlier step: it is to be diagnosed again, from its last minutes alone.
 *
 * @param incident as it will be if nothing has changed: diagnosed now
 * @param from the start of the last two whole five-minute bins
 * @param to their end, exclusive; at or before the newest minute counted
 * @param rate of 403s in them, as a fraction, the busiest client's requests included
 * @param numbers of the whole incident, to be told if it has changed
 */
public record Recheck(Incident incident, Instant from, Instant to, double rate, SpikeNumbers numbers) {}
