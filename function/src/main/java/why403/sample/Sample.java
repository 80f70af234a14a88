package why403.sample;

import java.util.List;
import why403.log.LogRecord;

/**
 * The sampled records of an incident, from which a diagnosis starts.
 *
 * @param forbidden the examined forbidden records of the incident's scope and time, in the order of time
 * @param forbiddenInAll the number of all forbidden records, which can be more than were examined
 * @param during a sample of the ordinary (not forbidden) lines of the incident's scope and time
 * @param before a sample of the ordinary and forbidden lines of that scope in the hours before
 * @param served the requests that were served in the incident's scope and time, by path and method
 */
public record Sample(
        List<Examined> forbidden, long forbiddenInAll, Strata during, Strata before, ServedRequests served) {

    /**
     * A forbidden record.
     *
     * @param record as logged
     * @param ambiguous whether another error has the same log entry under the error mapping of the record's tally
     */
    public record Examined(LogRecord record, boolean ambiguous) {

        long memoryBytes() {
            return record.memoryBytes();
        }
    }

    /** @throws IllegalArgumentException if more records were examined than {@code forbiddenInAll} */
    public Sample {
        forbidden = List.copyOf(forbidden);
        if (forbiddenInAll < forbidden.size()) {
            throw new IllegalArgumentException(
                    "Examined " + forbidden.size() + " forbidden records of only " + forbiddenInAll);
        }
    }

    /** A sample without served requests. */
    public Sample(List<Examined> forbidden, long forbiddenInAll, Strata during, Strata before) {
        this(forbidden, forbiddenInAll, during, before, ServedRequests.NONE);
    }

    /** The same sample with its forbidden records in order of time. Records of the same time have a fixed order. */
    public Sample inOrder() {
        return new Sample(
                forbidden.stream().sorted(RecordOrder.EXAMINED).toList(), forbiddenInAll, during, before, served);
    }
}
