package why403.history;

import java.util.List;
import java.util.Set;
import why403.tally.ClientCount;
import why403.tally.Counts;
import why403.tally.Scope;

/**
 * The counts of one distribution over time, as known now. Minutes and bins are numbered from the epoch: minute m is
 * [60·m, 60·(m+1)) seconds, bin b is minutes 5·b to 5·b+4. Without records, a count is zero.
 */
public interface Traffic {

    /** The length of the longest window that a rule tests, in minutes. */
    int LONGEST_WINDOW = 60;

    /** The scopes counted in the longest window that ends with this minute. */
    Set<Scope> scopes(long minute);

    /**
     * How many more scopes are known in the hour of a minute, by their total only. The scopes that are counted were chosen
     * because they are worse than these.
     */
    default int scopesWithTotal(long minute) {
        return 0;
    }

    /** The counts of a minute. */
    Counts minute(Scope scope, long minute);

    /** The sum of five minutes. */
    Counts bin(Scope scope, long bin);

    /**
     * Whether the counts of the bin and its minutes are known. Otherwise only the total of the hour is known: the bin is a
     * part of it, and its minutes count as 0.
     */
    default boolean knows(Scope scope, long bin) {
        return true;
    }

    /** The clients with the most forbidden requests in a bin, most first. */
    List<ClientCount> clients(Scope scope, long bin);

    /** How many of the busiest clients {@link #clients} knows, if there are as many. */
    default int knownClients() {
        return 4;
    }
}
