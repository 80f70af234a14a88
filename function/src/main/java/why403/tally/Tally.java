package why403.tally;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import why403.trigger.LogObject;

/**
 * The counts of one hour of one distribution in one log object. The same object under the same mapping gives an equal
 * tally, so storing it again changes nothing.
 *
 * @param hour hours since the epoch, by the time of the records
 * @param mapping the error mapping under which it was counted
 * @param scopes always contain {@link Scope#WHOLE}
 * @param totals the sums of some paths that are not among the scopes; their requests are also part of the overflow scope
 */
public record Tally(
        String distribution,
        long hour,
        LogObject object,
        ErrorMapping mapping,
        Map<Scope, ScopeTally> scopes,
        Map<Scope, Counts> totals) {

    public Tally {
        scopes = Map.copyOf(scopes);
        totals = Map.copyOf(totals);
        if (!scopes.containsKey(Scope.WHOLE)) {
            throw new IllegalArgumentException(
                    "A tally counts the whole distribution, and this one does not: " + object);
        }
    }

    /** All forbidden requests of the hour in this object. */
    public long forbidden() {
        return scopes.get(Scope.WHOLE).sum().forbidden();
    }

    /** Spreads totals over the minutes of the hour, as the requests of the whole distribution are spread in the object. */
    public Spread spread() {
        return new Spread(scopes.get(Scope.WHOLE).minutes());
    }

    /** The counts of a scope by minute of the hour. A total is spread over the minutes. */
    public List<Counts> minutes(Scope scope) {
        ScopeTally counts = scopes.get(scope);
        return counts == null ? spread().over(totals.getOrDefault(scope, Counts.NONE)) : counts.minutes();
    }

    /** The minutes with requests, since the epoch. */
    public SortedSet<Long> minutes() {
        ScopeTally whole = scopes.get(Scope.WHOLE);
        TreeSet<Long> minutes = new TreeSet<>();
        IntStream.range(0, ScopeTally.MINUTES)
                .filter(minute -> whole.minute(minute).requests() > 0)
                .forEach(minute -> minutes.add(hour * ScopeTally.MINUTES + minute));
        return minutes;
    }
}
