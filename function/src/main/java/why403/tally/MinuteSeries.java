package why403.tally;

import java.util.HashMap;
import java.util.Map;

/** Counts of one scope by minute, in one array for each hour. Only the first line of an hour allocates memory. */
final class MinuteSeries {

    private static final int SERIES = 3;

    private final int number;
    private final Map<Long, int[]> hours = new HashMap<>();
    private long lastHour = Long.MIN_VALUE;
    private int[] lastChunk = new int[0];
    private long requests;
    private long forbidden;

    /** A series with a number that is unique within the object. */
    MinuteSeries(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Counts one request in this minute of the hour; returns whether it is the first one in this hour. */
    boolean add(long hour, int minute, Forbidden.Verdict verdict) {
        boolean isNew = false;
        if (hour != lastHour) {
            int before = hours.size();
            lastChunk = hours.computeIfAbsent(hour, h -> new int[ScopeTally.MINUTES * SERIES]);
            lastHour = hour;
            isNew = hours.size() > before;
        }
        int at = minute * SERIES;
        requests++;
        lastChunk[at]++;
        if (verdict != Forbidden.Verdict.NO) {
            forbidden++;
            lastChunk[at + 1]++;
        }
        if (verdict == Forbidden.Verdict.AMBIGUOUS) {
            lastChunk[at + 2]++;
        }
        return isNew;
    }

    void addAll(MinuteSeries that) {
        requests += that.requests;
        forbidden += that.forbidden;
        that.hours.forEach((hour, counts) -> {
            int[] mine = hours.computeIfAbsent(hour, h -> new int[ScopeTally.MINUTES * SERIES]);
            for (int i = 0; i < mine.length; i++) {
                mine[i] += counts[i];
            }
        });
    }

    /** The requests of all hours. */
    long requests() {
        return requests;
    }

    /** The forbidden requests of all hours. */
    long forbidden() {
        return forbidden;
    }

    /** The sums by hour since the epoch. */
    Map<Long, Counts> totals() {
        Map<Long, Counts> totals = new HashMap<>();
        hours.forEach((hour, counts) -> totals.put(hour, new ScopeTally(counts, Map.of()).sum()));
        return totals;
    }

    /** By hour since the epoch: the requests, forbidden and ambiguous requests of each minute. */
    Map<Long, int[]> hours() {
        return hours;
    }
}
