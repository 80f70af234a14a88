package why403.spike;

import java.time.Instant;

/**
 * An incident that goes on and is to be diagnosed again: its cause may have become another.
 *
 * @param from the begin of the last two whole five-minute bins
 * @param to their end, exclusive
 * @param rate the forbidden part of the requests in them
 */
public record Recheck(Incident incident, Instant from, Instant to, double rate) {}
