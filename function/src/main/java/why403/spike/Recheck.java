package why403.spike;

import java.time.Instant;

/**
 * An ongoing incident that an earlier step reported and that must be diagnosed again, from its last minutes alone.
 *
 * @param incident as it will be if nothing has changed: diagnosed now
 * @param period how far back it is diagnosed
 * @param from the start of the whole five-minute bins that are diagnosed
 * @param to the end of these bins, exclusive; at or before the newest counted minute
 * @param rate the rate of 403s in these bins, as a fraction, without the busiest client's requests
 * @param numbers of the whole incident, for the notice if it has changed
 */
public record Recheck(Incident incident, Period period, Instant from, Instant to, double rate, SpikeNumbers numbers) {}
