package why403.benchmark.detection;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Measures the detection rule on simulated sites, beside published rules and a ceiling: see {@code docs/detection.md}.
 *
 * <p>Seeds 1 to 99 are for choosing a rule and its values. Figures that are reported come from seeds above 100, which no
 * choice has seen.
 */
public final class DetectionBenchmark {

    static final long LAST_TUNING_SEED = 99;

    private final BenchmarkArguments arguments;
    private final List<Rule> rules;
    private final PrintStream out;

    private DetectionBenchmark(BenchmarkArguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.rules = arguments.rules().isEmpty() ? Rules.all() : named(arguments.rules());
        this.out = out;
    }

    /** The arguments of {@link BenchmarkArguments}. Arguments may be joined by spaces. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        new DetectionBenchmark(BenchmarkArguments.parse(String.join(" ", arguments)), System.out).run();
    }

    private static List<Rule> named(List<String> parts) {
        return Rules.all().stream()
                .filter(rule -> parts.stream().anyMatch(rule.name()::contains))
                .toList();
    }

    private void run() throws InterruptedException, ExecutionException {
        out.println(header());
        ExecutorService threads = Executors.newFixedThreadPool(arguments.threads());
        try {
            for (Stratum stratum : Strata.all()) {
                if (arguments.strata().isEmpty() || arguments.strata().contains(stratum.name())) {
                    run(stratum, threads);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private String header() {
        boolean tuning = arguments.seeds().stream().anyMatch(seed -> seed <= LAST_TUNING_SEED);
        return (tuning ? "Tuning" : "Reporting") + " seeds " + arguments.seeds() + ", " + arguments.sites()
                + " sites of each stratum and seed.\n\n" + Table.HEADER;
    }

    private void run(Stratum stratum, ExecutorService threads) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        List<Future<Map<String, SiteResult>>> futures = new ArrayList<>();
        for (long seed : arguments.seeds()) {
            IntStream.range(0, arguments.sites() * stratum.sitesPerSite())
                    .forEach(index -> futures.add(threads.submit(() -> results(stratum.site(seed, index)))));
        }
        Map<String, List<SiteResult>> byRule = new LinkedHashMap<>();
        for (Future<Map<String, SiteResult>> future : futures) {
            future.get()
                    .forEach((rule, result) -> byRule.computeIfAbsent(rule, any -> new ArrayList<>())
                            .add(result));
        }
        Table table = new Table(stratum, byRule);
        table.rows().forEach(out::println);
        if (arguments.detail()) {
            table.details().forEach(out::println);
        }
        System.err.printf(
                "%s: %d sites in %.0f s%n", stratum.name(), futures.size(), (System.nanoTime() - start) / 1e9);
    }

    private Map<String, SiteResult> results(SimulatedSite site) {
        Map<String, SiteResult> results = new LinkedHashMap<>();
        for (Rule rule : rules) {
            results.put(rule.name(), SiteResult.of(site.model(), rule.alerts(site.log())));
        }
        results.put(Table.CEILING, SiteResult.ceiling(site));
        return results;
    }
}
