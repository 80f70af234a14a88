package why403.benchmark.where;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Measures how often {@code where} names what was made to fail, beside published methods: see {@code docs/detection.md}.
 *
 * <p>Seeds 1 to 99 are for choosing a method and its values. Figures that are reported come from seeds above 100, which no
 * choice has seen.
 */
public final class WhereBenchmark {

    private static final long LAST_TUNING_SEED = 99;

    private WhereBenchmark() {}

    /** The arguments of {@link WhereArguments}. Arguments may be joined by spaces. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        print(WhereArguments.parse(String.join(" ", arguments)), System.out);
    }

    private static void print(WhereArguments arguments, PrintStream out)
            throws InterruptedException, ExecutionException {
        boolean tuning = arguments.seeds().stream().anyMatch(seed -> seed <= LAST_TUNING_SEED);
        out.println((tuning ? "Tuning" : "Reporting") + " seeds " + arguments.seeds() + ", " + arguments.trials()
                + " incidents of each seed.\n");
        WhereTable table = new WhereTable(trials(arguments));
        table.rows().forEach(out::println);
        if (arguments.detail()) {
            table.details().forEach(out::println);
        }
    }

    static List<Trial> trials(WhereArguments arguments) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(arguments.threads());
        try {
            List<Future<Trial>> futures = arguments.seeds().stream()
                    .flatMap(seed -> IntStream.range(0, arguments.trials())
                            .filter(index -> arguments.kinds().contains(Trial.kind(index)))
                            .mapToObj(index -> threads.submit(() -> Trial.of(seed, index))))
                    .toList();
            List<Trial> trials = new ArrayList<>();
            for (Future<Trial> future : futures) {
                trials.add(future.get());
            }
            return trials;
        } finally {
            threads.shutdownNow();
        }
    }
}
