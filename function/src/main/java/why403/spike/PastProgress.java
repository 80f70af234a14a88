package why403.spike;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * How far the logs from before a deployment have been evaluated. Nobody learns of these incidents before all hours are done,
 * because an earlier hour can change them.
 *
 * @param tallied when the last tally of the past was stored; if a later one comes, everything is evaluated again
 * @param nextHour the first hour since the epoch that has not been evaluated
 * @param newestMinute the newest evaluated minute with requests, since the epoch; empty if there is none yet
 * @param incidents the incidents so far, as the machine left them
 */
public record PastProgress(
        String distribution, Instant tallied, long nextHour, OptionalLong newestMinute, List<Incident> incidents) {

    public PastProgress {
        incidents = List.copyOf(incidents);
    }

    /** Nothing has been evaluated. */
    public static PastProgress none(String distribution, Instant tallied, long firstHour) {
        return new PastProgress(distribution, tallied, firstHour, OptionalLong.empty(), List.of());
    }

    /** After hours without requests. */
    public PastProgress skippedTo(long hour) {
        return new PastProgress(distribution, tallied, hour, newestMinute, incidents);
    }

    /** After some more hours. */
    public PastProgress evaluatedTo(long hour, long newest, List<Incident> incidentsNow) {
        return new PastProgress(distribution, tallied, hour, OptionalLong.of(newest), incidentsNow);
    }
}
