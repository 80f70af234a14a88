package why403.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import why403.tally.Tally;

/**
 * The store of tallies, of their sums and of the state of each distribution. Hours and minutes are numbered from the
 * epoch.
 *
 * <p>If something cannot be stored or fetched, a method throws a {@link StoreException}. A stored value that can no
 * longer be read does not affect the others.
 */
public interface Tallies {

    /** How long a claimed distribution is reserved for the caller: at least as long as an invocation can take. */
    Duration CLAIM = Duration.ofSeconds(150);

    /**
     * Stores a tally and replaces an earlier one of the same object, distribution and hour. After that, it marks the hour
     * and the touched minutes. A mark is a number above all earlier marks of the distribution, so an hour that changes
     * while it is being summed stays marked.
     *
     * @param now the time of the call, by the caller's clock
     */
    default void put(Tally tally, Instant now) {
        putAll(List.of(tally), Marking.WATCHED, now);
    }

    /**
     * Stores several tallies like {@link #put}, in any order, and then marks their hours. If one cannot be stored, some of the
     * others are stored but not marked; storing them again changes nothing.
     *
     * @param tallies each of another object, distribution or hour
     */
    void putAll(List<Tally> tallies, Marking marking, Instant now);

    /**
     * Gives the visitor all tallies of an hour, including every tally whose mark the caller has read, in any order. They
     * are fetched page by page, so that the memory does not depend on their number.
     */
    void visit(String distribution, long hour, Consumer<Tally> visitor);

    /**
     * Fetches tallies of an hour by the keys of {@link Arrivals}, as they are now, in any order. Leaves out those that cannot be
     * read.
     */
    List<Tally> fetch(String distribution, long hour, Set<String> keys);

    /**
     * Stores the sum of an hour, unless the stored sum has the same or a higher mark.
     *
     * @param mark the mark of the hour, read before the tallies that were summed
     */
    void putSum(HourSum sum, long mark);

    /** The stored sums of the hours in [from, to], in order. A sum that was stored in the last seconds may be missing or old. */
    List<HourSum> sums(String distribution, long from, long to);

    /** The state of a distribution; empty before its first tally. */
    Optional<DistributionState> state(String distribution);

    /** The states of all distributions that ever had a tally, in the order of their ids. */
    List<DistributionState> states();

    /**
     * Claims a distribution for watching. Of several callers within {@link #CLAIM}, one succeeds, whatever their clocks
     * say. A claim from further ahead than {@link #CLAIM} comes from a wrong clock and does not count.
     */
    boolean claim(String distribution, Instant now);

    /**
     * Says that the past has been evaluated, unless a tally of the past was stored since.
     *
     * @param tallied of the last tally of the past that was evaluated
     */
    void pastWatched(String distribution, Instant tallied);

    /** Ends the caller's claim. If the process dies before, the claim expires. */
    void release(String distribution);

    /**
     * Claims a distribution.
     *
     * @return its state after that; empty if another caller holds the claim, and before its first tally
     */
    default Optional<DistributionState> claimAndRead(String distribution, Instant now) {
        return claim(distribution, now) ? state(distribution) : Optional.empty();
    }

    /**
     * Removes the marks that have not changed since they were read, with the minutes and the arrivals of their hours. Also
     * stores the newest watched minute, unless a newer one is stored, and ends the caller's claim.
     *
     * @param seen the state as it was before the tallies were read
     * @return the hours whose marks this call has removed
     */
    Set<Long> watched(DistributionState seen);
}
