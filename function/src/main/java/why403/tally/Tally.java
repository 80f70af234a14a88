package why403.tally;

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
 */
public record Tally(
        String distribution, long hour, LogObject object, ErrorMapping mapping, Map<Scope, ScopeTally> scopes) {

    public Tally {
        scopes = Map.copyOf(scopes);
        if (!scopes.containsKey(Scope.WHOLE)) {
            throw new IllegalArgumentException(
                    "A tally counts the whole distribution, and this one does not: " + object);
        }
    }

    /** All forbidden requests of the hour in this object. */
    public long forbidden() {
        return scopes.get(Scope.WHOLE).sum().forbidden();
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
