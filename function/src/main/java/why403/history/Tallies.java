package why403.history;

import java.util.List;
import java.util.OptionalLong;
import why403.tally.Tally;

/**
 * Where tallies and their sums are kept. Hours and minutes are numbered from the epoch.
 */
public interface Tallies {

    /** Stores a tally in the place of any earlier one of the same object, distribution and hour. */
    void put(Tally tally);

    /** All tallies of an hour, in the order of their objects' identities. */
    List<Tally> of(String distribution, long hour);

    /** Stores the sum of an hour in the place of any earlier one. */
    void putSum(HourSum sum);

    /** The sums of the hours in [from, to] that have one, in order. */
    List<HourSum> sums(String distribution, long from, long to);

    /** The newest minute with a record that was watched; empty before the first. */
    OptionalLong newestMinute(String distribution);

    /** Notes the newest minute; an older one than is known changes nothing. */
    void putNewestMinute(String distribution, long minute);
}
