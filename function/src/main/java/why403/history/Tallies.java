package why403.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import why403.tally.Tally;

/**
 * Where tallies, their sums and each distribution's state are kept. Hours and minutes are numbered from the epoch.
 *
 * <p>Whatever cannot be stored or fetched throws a {@link StoreException}; whatever was stored and cannot be read any
 * more costs only itself.
 */
public interface Tallies {

    /** How long a distribution that was claimed is nobody else's to watch. */
    Duration CLAIM = Duration.ofMinutes(1);

    /**
     * Stores a tally in the place of any earlier one of the same object, distribution and hour, and after that marks
     * its hour, and its minutes as touched. A mark is a number above all that the distribution had before, so that an
     * hour which changes while it is added up stays marked.
     *
     * @param now when it is stored, by the caller's clock
     */
    void put(Tally tally, Instant now);

    /** All tallies of an hour, with every one whose mark was seen before, in the order of their objects' identities. */
    List<Tally> of(String distribution, long hour);

    /**
     * Stores the sum of an hour, unless one with as high a mark is there.
     *
     * @param mark the hour's, read before the tallies that were added up
     */
    void putSum(HourSum sum, long mark);

    /** The sums of the hours in [from, to] that have one, in order. */
    List<HourSum> sums(String distribution, long from, long to);

    /** What is known of a distribution; empty before its first tally. */
    Optional<DistributionState> state(String distribution);

    /** What is known of every distribution that ever had a tally, in the order of their ids. */
    List<DistributionState> states();

    /**
     * Claims a distribution for watching. Of several callers within {@link #CLAIM} one is told yes, whatever their
     * clocks say: a claim from further ahead than that is one by a wrong clock, and holds nobody up.
     */
    boolean claim(String distribution, Instant now);

    /**
     * Removes the marks that are still those seen, with the minutes seen of their hours, and notes the newest minute
     * watched; an older one than is known changes nothing.
     *
     * @param seen as it was before the tallies were read
     */
    void watched(DistributionState seen);
}
