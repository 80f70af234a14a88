package why403.spike;

/**
 * Something to tell.
 *
 * @param incident as it is at the end of the step
 * @param numbers as they are at the end of the step
 */
public record Due(Event event, Incident incident, SpikeNumbers numbers) {}
