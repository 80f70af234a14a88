package why403.benchmark.detection;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import why403.benchmark.detection.PathWatch.PathAlert;

/**
 * Measures what the rule finds in single paths of a site with many: see {@code docs/detection.md}. Seeds 1 to 99 are for
 * tuning.
 */
public final class ScopesBenchmark {

    private static final int WEEK = 7 * 24 * 60;
    private static final int MINUTES_TO_FIND = 5;

    /** @param key its name among the arguments */
    private record Experiment(String key, String name, int paths, PathIncident.Plan plan) {}

    private static final List<Experiment> EXPERIMENTS = List.of(
            new Experiment("1", "outage of a path with 1 % of the requests", 200, PathIncident.Plan.outages(0.01)),
            new Experiment("03", "outage of a path with .3 %", 200, PathIncident.Plan.outages(0.003)),
            new Experiment("01", "outage of a path with .1 %", 200, PathIncident.Plan.outages(0.001)),
            new Experiment("calm100", "nothing, 100 paths", 100, PathIncident.Plan.none()),
            new Experiment("calm200", "nothing, 200 paths", 200, PathIncident.Plan.none()),
            new Experiment(
                    "scans", "three addresses scan a path that nobody else uses", 200, PathIncident.Plan.scans()),
            new Experiment("everywhere", "all paths fail in part", 200, PathIncident.Plan.everywhere()));

    private record Result(List<PathIncident> incidents, List<PathAlert> alerts) {

        private List<PathAlert> of(PathIncident incident) {
            return alerts.stream()
                    .filter(alert -> incident.alertMinutes().anyMatch(minute -> minute == alert.minute()))
                    .toList();
        }

        long found() {
            return incidents.stream()
                    .filter(incident -> of(incident).stream()
                            .anyMatch(alert -> alert.minute() <= incident.begin() + MINUTES_TO_FIND))
                    .count();
        }

        /** Alerts that belong to an incident, after its first. */
        long more() {
            return incidents.stream()
                    .mapToLong(incident -> Math.max(0, of(incident).size() - 1))
                    .sum();
        }

        long others() {
            return alerts.size()
                    - incidents.stream()
                            .mapToLong(incident -> of(incident).size())
                            .sum();
        }

        /** Minutes from the begin of each incident that was found to its first alert. */
        List<Integer> minutes() {
            return incidents.stream()
                    .flatMap(incident -> of(incident).stream().limit(1).map(alert -> alert.minute() - incident.begin()))
                    .toList();
        }
    }

    private final List<Long> seeds;
    private final List<Experiment> experiments;
    private final PrintStream out;

    private ScopesBenchmark(BenchmarkArguments arguments, PrintStream out) {
        this.seeds = arguments.seeds();
        this.experiments = EXPERIMENTS.stream()
                .filter(experiment ->
                        arguments.strata().isEmpty() || arguments.strata().contains(experiment.key()))
                .toList();
        this.out = out;
    }

    /** The seeds as {@code --seeds 101-110}; each seed is a site of a week. {@code --strata 03,calm200} runs only these. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        new ScopesBenchmark(BenchmarkArguments.parse(String.join(" ", arguments)), System.out).run();
    }

    private void run() throws InterruptedException, ExecutionException {
        out.println(
                (seeds.stream().anyMatch(seed -> seed <= DetectionBenchmark.LAST_TUNING_SEED) ? "Tuning" : "Reporting")
                        + " seeds " + seeds + ", a site of a week for each.\n");
        out.println("| what happens | site-weeks | incidents | found within 5 minutes | median minutes to open"
                + " | further alerts | other alerts |");
        out.println("|---|---|---|---|---|---|---|");
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            for (Experiment experiment : experiments) {
                out.println(row(experiment, results(experiment, threads)));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Result> results(Experiment experiment, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        List<Future<Result>> futures = seeds.stream()
                .map(seed -> threads.submit(() -> result(experiment, seed)))
                .toList();
        List<Result> results = new ArrayList<>();
        for (Future<Result> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    private Result result(Experiment experiment, long seed) {
        PathSite site = new PathSite(seed, experiment.paths(), WEEK, experiment.plan());
        return new Result(site.incidents(), PathWatch.alerts(site, WEEK));
    }

    private String row(Experiment experiment, List<Result> results) {
        long incidents =
                results.stream().mapToLong(result -> result.incidents().size()).sum();
        long found = results.stream().mapToLong(Result::found).sum();
        List<Integer> minutes = results.stream()
                .flatMap(result -> result.minutes().stream())
                .sorted()
                .toList();
        return "| %s | %d | %d | %s | %s | %d | %d |"
                .formatted(
                        experiment.name(),
                        results.size(),
                        incidents,
                        incidents == 0 ? "" : String.format("%.3f", (double) found / incidents),
                        minutes.isEmpty() ? "" : minutes.get(minutes.size() / 2),
                        results.stream().mapToLong(Result::more).sum(),
                        results.stream().mapToLong(Result::others).sum());
    }
}
