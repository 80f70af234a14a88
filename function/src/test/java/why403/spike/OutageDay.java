package why403.spike;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import why403.history.Traffic;
import why403.spike.rule.Minutes;
import why403.spike.rule.PlannedTraffic;
import why403.spike.rule.Span;
import why403.tally.ClientCount;
import why403.tally.Counts;
import why403.tally.Scope;

/**
 * The day of a small site, from 04:00 to 18:00, with twenty requests a minute, of which 0.5 % are usually forbidden, and
 * 52 % in two outages. Each five minutes are one log object. An object is watched when it arrives.
 */
final class OutageDay {

    static final Span FIRST_OUTAGE = outage(10 * Minutes.PER_HOUR, 60);
    static final Span SECOND_OUTAGE = outage(16 * Minutes.PER_HOUR, 30);

    private static final int FIRST_MINUTE = 4 * Minutes.PER_HOUR;
    private static final int END = 18 * Minutes.PER_HOUR;
    private static final Scope ONE_PATH = new Scope("path:/a/");
    private static final Scope OTHER_PATH = new Scope("path:/b/");
    private static final int REQUESTS_OF_PATH = 10;
    private static final double USUAL_RATE = 0.005;
    private static final double OUTAGE_RATE = 0.52;
    private static final int OBJECT = 5;

    private final Map<Scope, Counts[]> day = new HashMap<>();

    OutageDay(Random random) {
        for (Scope scope : List.of(Scope.WHOLE, ONE_PATH, OTHER_PATH)) {
            day.put(scope, new Counts[END]);
        }
        for (int minute = FIRST_MINUTE; minute < END; minute++) {
            Counts one = counts(minute, random);
            Counts other = counts(minute, random);
            day.get(ONE_PATH)[minute] = one;
            day.get(OTHER_PATH)[minute] = other;
            day.get(Scope.WHOLE)[minute] = one.plus(other);
        }
    }

    private static Counts counts(int minute, Random random) {
        double rate = isOutage(minute) ? OUTAGE_RATE : USUAL_RATE;
        long forbidden = IntStream.range(0, REQUESTS_OF_PATH)
                .filter(request -> random.nextDouble() < rate)
                .count();
        return new Counts(REQUESTS_OF_PATH, forbidden, 0);
    }

    private static Span outage(int first, int minutes) {
        return new Span(PlannedTraffic.ZERO + first, PlannedTraffic.ZERO + first + minutes);
    }

    private static boolean isOutage(int minute) {
        return FIRST_OUTAGE.contains(PlannedTraffic.ZERO + minute)
                || SECOND_OUTAGE.contains(PlannedTraffic.ZERO + minute);
    }

    /**
     * The incidents at the end of the day.
     *
     * @param delay in minutes, of the object that begins at a minute of the day
     */
    List<Incident> incidents(IntUnaryOperator delay) {
        TreeMap<Integer, SortedSet<Long>> arrivals = new TreeMap<>();
        for (int first = FIRST_MINUTE; first < END; first += OBJECT) {
            arrivals.computeIfAbsent(first + OBJECT + delay.applyAsInt(first), any -> new TreeSet<>())
                    .addAll(minutesOfObject(PlannedTraffic.ZERO + first));
        }
        IncidentMachine machine = new IncidentMachine(Sensitivity.NORMAL);
        Arrived arrived = new Arrived();
        List<Incident> incidents = List.of();
        OptionalLong newest = OptionalLong.empty();
        for (SortedSet<Long> minutes : arrivals.values()) {
            arrived.add(minutes);
            incidents = machine.step("E2EXAMPLE", arrived, minutes, newest, incidents)
                    .incidents();
            newest = OptionalLong.of(Math.max(minutes.last(), newest.orElse(minutes.last())));
        }
        return incidents;
    }

    private static List<Long> minutesOfObject(long first) {
        return LongStream.range(first, first + OBJECT).boxed().toList();
    }

    /** The part of the day that has arrived. */
    private final class Arrived implements Traffic {

        private final boolean[] minutes = new boolean[END];

        void add(SortedSet<Long> more) {
            more.forEach(minute -> minutes[index(minute)] = true);
        }

        @Override
        public Set<Scope> scopes(long minute) {
            return day.keySet();
        }

        @Override
        public Counts minute(Scope scope, long minute) {
            int index = index(minute);
            return index >= 0 && index < minutes.length && minutes[index] ? day.get(scope)[index] : Counts.NONE;
        }

        @Override
        public Counts bin(Scope scope, long bin) {
            Counts sum = Counts.NONE;
            for (long minute = Minutes.PER_BIN * bin; minute < Minutes.PER_BIN * (bin + 1); minute++) {
                sum = sum.plus(minute(scope, minute));
            }
            return sum;
        }

        @Override
        public List<ClientCount> clients(Scope scope, long bin) {
            return List.of();
        }

        private static int index(long minute) {
            return Math.toIntExact(minute - PlannedTraffic.ZERO);
        }
    }
}
