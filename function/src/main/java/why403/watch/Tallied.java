package why403.watch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import why403.trigger.LogObject;

/**
 * What came of tallying some objects.
 *
 * @param minutes by distribution, the minutes since the epoch that records of these objects fall in; what is to be
 *     watched
 * @param newest by distribution, the time of the newest of these records
 * @param counted what each log that could be read holds
 * @param remarks one line each: objects passed over, records skipped
 * @param unreadable one sentence for each object that could not be read; the others are tallied all the same
 */
public record Tallied(
        Map<String, SortedSet<Long>> minutes,
        Map<String, Instant> newest,
        Map<LogObject, Totals> counted,
        List<String> remarks,
        List<String> unreadable) {

    /**
     * Sums over objects.
     *
     * @param objects that were logs and could be read
     * @param records that were counted
     * @param forbidden of these
     * @param ambiguous of the forbidden
     */
    public record Totals(long objects, long records, long forbidden, long ambiguous) {

        /** Of no object. */
        public static final Totals NONE = new Totals(0, 0, 0, 0);

        public Totals plus(Totals that) {
            return new Totals(
                    objects + that.objects,
                    records + that.records,
                    forbidden + that.forbidden,
                    ambiguous + that.ambiguous);
        }
    }
}
