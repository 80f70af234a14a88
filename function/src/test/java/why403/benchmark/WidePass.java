package why403.benchmark;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import why403.folder.MemoryTallies;
import why403.history.DistributionTraffic;
import why403.history.HourSum;
import why403.history.HourSummary;
import why403.log.LogText;
import why403.spike.IncidentMachine;
import why403.spike.Sensitivity;
import why403.spike.Transition;
import why403.tally.Counting;
import why403.tally.Scope;
import why403.tally.Tally;

/**
 * Evaluates five minutes of a distribution whose log objects of the hour have 10,000 first path segments, and whose eight
 * days of history are known. In the last ten minutes 30 % of the requests are forbidden, so many scopes are tested. Prints
 * the processor time and the allocated memory of each of ten runs in one process, and what a pass holds in memory.
 */
public final class WidePass {

    private static final int OBJECTS = 1000;
    private static final int PATHS_OF_OBJECT = 50;
    private static final int HOSTS = 50;
    private static final int HOURS_OF_HISTORY = 8 * 24 + 1;
    private static final int SECONDS_BETWEEN = 300;
    private static final int SPIKE_FROM_SECOND = 50 * 60;
    private static final int RUNS = 10;

    private final MemoryTallies tallies = new MemoryTallies();
    private final List<HourSum> history;

    private WidePass() {
        IntStream.range(0, OBJECTS)
                .mapToObj(object -> object(object, 0).get(0))
                .forEach(tally -> tallies.put(tally, Counting.START));
        this.history = LongStream.rangeClosed(1, HOURS_OF_HISTORY)
                .mapToObj(before ->
                        HourSum.of(Counting.DISTRIBUTION, Counting.START_HOUR - before, object((int) before, before)))
                .toList();
    }

    /** Prints the figures. */
    public static void main(String[] arguments) {
        new WidePass().print(System.out);
    }

    /** One path in five has other names in each object, so that an hour has 10,000 of them. */
    private static List<Tally> object(int object, long hoursBefore) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < PATHS_OF_OBJECT; i++) {
            String path = (hoursBefore > 0 || i % 5 > 0) ? "/all" + i + "/a" : "/o" + object + "-" + i + "/a";
            for (int second = i; second < 3600; second += SECONDS_BETWEEN) {
                boolean forbidden = (hoursBefore == 0 && second >= SPIKE_FROM_SECOND)
                        ? (object + i) % 10 < 3
                        : (object + i + second / SECONDS_BETWEEN) % 50 == 0;
                records.add(LogText.record(
                                Counting.START
                                        .minus(Duration.ofHours(hoursBefore))
                                        .plusSeconds(second),
                                "192.0.2." + (i * 7 + object) % 250,
                                "h" + i % HOSTS + ".example.com",
                                path,
                                forbidden ? 403 : 200,
                                "Error")
                        + "\n");
            }
        }
        return Counting.tallies("o" + object, records);
    }

    private void print(PrintStream out) {
        Set<Scope> scopes = new HashSet<>();
        tallies.visit(
                Counting.DISTRIBUTION,
                Counting.START_HOUR,
                tally -> scopes.addAll(tally.scopes().keySet()));
        out.printf("%d scopes in the hour%n", scopes.size());
        com.sun.management.ThreadMXBean thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int run = 0; run < RUNS; run++) {
            long allocated = thread.getCurrentThreadAllocatedBytes();
            long time = thread.getCurrentThreadCpuTime();
            HourSummary summary = HourSummary.of(
                    Counting.DISTRIBUTION,
                    Counting.START_HOUR,
                    Set.of(),
                    visitor -> tallies.visit(Counting.DISTRIBUTION, Counting.START_HOUR, visitor));
            long summed = thread.getCurrentThreadCpuTime();
            Transition step = step(summary);
            out.printf(
                    "%d ms to unpack and sum the hour, %d ms to test, %d MB allocated, %d incidents%n",
                    (summed - time) / 1_000_000,
                    (thread.getCurrentThreadCpuTime() - summed) / 1_000_000,
                    (thread.getCurrentThreadAllocatedBytes() - allocated) >> 20,
                    step.incidents().size());
        }
    }

    private Transition step(HourSummary summary) {
        List<HourSum> sums = new ArrayList<>(history);
        sums.add(summary.sum());
        long end = Counting.START_MINUTE + 60;
        return new IncidentMachine(Sensitivity.NORMAL)
                .step(
                        Counting.DISTRIBUTION,
                        new DistributionTraffic(Map.of(Counting.START_HOUR, summary.traffic()), sums),
                        LongStream.range(end - 5, end).boxed().collect(TreeSet::new, TreeSet::add, TreeSet::addAll),
                        OptionalLong.of(end - 6),
                        List.of());
    }
}
