package why403.benchmark.arrival;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Whether the order in which log objects arrive changes the incidents of a day: {@code ArrivalBenchmark <first>-<last seed>
 * [detail]}. Everything is the product's, from the bytes of a log to the notice.
 */
public final class ArrivalBenchmark {

    private final Map<ArrivalOrder, Difference> differences = new EnumMap<>(ArrivalOrder.class);
    private final PrintStream detail;

    private ArrivalBenchmark(PrintStream detail) {
        this.detail = detail;
    }

    /** Arguments may be joined by spaces. */
    public static void main(String[] arguments) {
        String[] words = String.join(" ", arguments).strip().split("\\s+", 2);
        String[] seeds = words[0].split("-", 2);
        boolean hasDetail = words.length > 1 && words[1].equals("detail");
        ArrivalBenchmark benchmark =
                new ArrivalBenchmark(hasDetail ? System.err : new PrintStream(OutputStream.nullOutputStream()));
        LongStream.rangeClosed(Long.parseLong(seeds[0]), Long.parseLong(seeds[seeds.length - 1]))
                .parallel()
                .forEach(benchmark::run);
        System.out.println("Seeds " + words[0] + ".\n\n" + Difference.HEADER);
        benchmark.differences.forEach((order, difference) -> System.out.println(difference.row(order)));
    }

    private void run(long seed) {
        SimulatedDay day = new SimulatedDay(seed);
        Map<ArrivalOrder, List<FinalIncident>> finals = new EnumMap<>(ArrivalOrder.class);
        for (ArrivalOrder order : ArrivalOrder.values()) {
            finals.put(order, WatchedDay.of(day, order, new Random(seed)));
        }
        add(seed, finals);
    }

    private synchronized void add(long seed, Map<ArrivalOrder, List<FinalIncident>> finals) {
        finals.forEach((order, incidents) -> {
            Difference difference = Difference.between(finals.get(ArrivalOrder.IN_ORDER), incidents);
            differences.merge(order, difference, Difference::plus);
            detail.println(seed + " " + order);
            incidents.forEach(detail::println);
        });
    }
}
