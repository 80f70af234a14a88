package why403.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import why403.history.DistributionState;

/**
 * The marked hours of a distribution in parts. Each part is evaluated and stored before the next, so that progress is kept
 * when the time runs out.
 */
final class Backlog {

    private static final int HOURS_IN_PART = 12;

    /** Nothing opens on minutes that are older than this, relative to the newest. */
    private static final int RECENT_HOURS = 6;

    private static final int MINUTES_IN_HOUR = 60;

    private Backlog() {}

    /**
     * The hours in the order in which they are watched. If one part is not enough, the recent hours come first: while
     * old logs are tallied again, an hour of days ago is marked all the time, and incidents must still be detected.
     */
    static List<Set<Long>> parts(DistributionState state) {
        TreeMap<Long, Long> marks = new TreeMap<>(state.marks());
        if (marks.size() <= HOURS_IN_PART || state.newestMinute().isEmpty()) {
            return inParts(marks.keySet());
        }
        long firstRecent = Math.floorDiv(state.newestMinute().getAsLong(), MINUTES_IN_HOUR) - RECENT_HOURS;
        List<Set<Long>> parts =
                new ArrayList<>(inParts(marks.tailMap(firstRecent, true).keySet()));
        parts.addAll(inParts(marks.headMap(firstRecent, false).keySet()));
        return parts;
    }

    private static List<Set<Long>> inParts(Set<Long> ascending) {
        List<Set<Long>> parts = new ArrayList<>();
        Set<Long> part = Set.of();
        for (long hour : ascending) {
            if (part.isEmpty() || part.size() == HOURS_IN_PART) {
                part = new TreeSet<>();
                parts.add(part);
            }
            part.add(hour);
        }
        return parts;
    }
}
