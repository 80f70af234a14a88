package why403.watch;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import why403.tally.Counts;
import why403.trigger.LogObject;

/**
 * The result of tallying some objects.
 *
 * @param traffic by distribution: the counted records of these objects
 * @param newest by distribution: the time of its newest counted record
 * @param counted the totals of each log that could be read
 * @param remarks one line for each object or record that was skipped
 * @param unreadable one sentence for each object that can never be read; the others are tallied
 * @param deferred one sentence for each object that could not be tallied now; its event is delivered again
 */
public record TallyResult(
        Map<String, Counts> traffic,
        Map<String, Instant> newest,
        Map<LogObject, Totals> counted,
        List<String> remarks,
        Map<LogObject, String> unreadable,
        Map<LogObject, String> deferred) {

    /**
     * Sums over objects.
     *
     * @param objects how many were logs that could be read
     * @param traffic all their counted records
     * @param unreadable how many records could not be read and were skipped
     */
    public record Totals(long objects, Counts traffic, long unreadable) {

        /** The totals of no object. */
        public static final Totals NONE = new Totals(0, Counts.NONE, 0);

        public Totals plus(Totals that) {
            return new Totals(objects + that.objects, traffic.plus(that.traffic), unreadable + that.unreadable);
        }
    }

    /** The unreadable and the deferred objects: their messages are not done. */
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
