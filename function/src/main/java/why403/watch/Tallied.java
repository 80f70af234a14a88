package why403.watch;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import why403.tally.Counts;
import why403.trigger.LogObject;

/**
 * What came of tallying some objects.
 *
 * @param traffic by distribution, what the objects hold of it
 * @param newest by distribution, the time of the newest of these records
 * @param counted what each log that could be read holds
 * @param remarks one line each: objects passed over, records skipped
 * @param unreadable one sentence for each object that cannot be read, now or later; the others are tallied all the same
 * @param deferred one sentence for each object that could not be tallied for now, but may be when its event comes again
 */
public record Tallied(
        Map<String, Counts> traffic,
        Map<String, Instant> newest,
        Map<LogObject, Totals> counted,
        List<String> remarks,
        Map<LogObject, String> unreadable,
        Map<LogObject, String> deferred) {

    /**
     * Sums over objects.
     *
     * @param objects that were logs and could be read
     * @param traffic of all their records that were counted
     * @param unreadable records that could not be read, and were skipped
     */
    public record Totals(long objects, Counts traffic, long unreadable) {

        /** Of no object. */
        public static final Totals NONE = new Totals(0, Counts.NONE, 0);

        public Totals plus(Totals that) {
            return new Totals(objects + that.objects, traffic.plus(that.traffic), unreadable + that.unreadable);
        }
    }

    /** Both: the objects whose messages are not done. */
    public Map<LogObject, String> failed() {
        Map<LogObject, String> failed = new LinkedHashMap<>(unreadable);
        failed.putAll(deferred);
        return failed;
    }

    /** The sums over all objects. */
    public Totals totals() {
        return counted.values().stream().reduce(Totals.NONE, Totals::plus);
    }
}
