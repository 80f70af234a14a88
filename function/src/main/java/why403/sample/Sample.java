package why403.sample;

import java.util.List;
import why403.log.LogRecord;

/**
 * What is known of an incident's records: what a diagnosis starts from.
 *
 * @param forbidden the examined forbidden records of the incident's scope and time, in the order of time
 * @param forbiddenInAll how many there were; more than were examined where there were too many to examine all
 * @param during ordinary lines of the incident's scope and time
 * @param before lines of that scope in the hours before, ordinary and forbidden
 * @param served the requests that were served in the incident's scope and time, by path and method
 */
public record Sample(
        List<Examined> forbidden, long forbiddenInAll, Strata during, Strata before, ServedRequests served) {

    /**
     * A forbidden record.
     *
     * @param record as logged
     * @param ambiguous whether another error is logged just so under the error mapping that it was counted under
     */
    public record Examined(LogRecord record, boolean ambiguous) {}

    /** @throws IllegalArgumentException if more were examined than there were */
    public Sample {
        forbidden = List.copyOf(forbidden);
        if (forbiddenInAll < forbidden.size()) {
            throw new IllegalArgumentException(
                    "Examined " + forbidden.size() + " forbidden records of only " + forbiddenInAll);
        }
    }

    /** A sample in which no served request was counted by path. */
    public Sample(List<Examined> forbidden, long forbiddenInAll, Strata during, Strata before) {
        this(forbidden, forbiddenInAll, during, before, ServedRequests.NONE);
    }

    /** The same with its forbidden records in order of time, equal times in a fixed order. */
    public Sample inOrder() {
        return new Sample(
                forbidden.stream().sorted(RecordOrder.EXAMINED).toList(), forbiddenInAll, during, before, served);
    }
}
