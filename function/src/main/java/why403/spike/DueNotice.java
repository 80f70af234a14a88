package why403.spike;

/**
 * A notice that must be sent.
 *
 * @param incident as it is at the end of the step
 * @param numbers as they are at the end of the step
 * @param diagnosed the part of the incident whose diagnosis it reports
 */
public record DueNotice(Event event, Incident incident, SpikeNumbers numbers, Period diagnosed) {}
