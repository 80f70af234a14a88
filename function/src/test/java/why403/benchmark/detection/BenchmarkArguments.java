package why403.benchmark.detection;

import java.util.ArrayList;
import java.util.List;
import why403.benchmark.ArgumentWords;

/**
 * The arguments of {@link DetectionBenchmark}.
 *
 * @param strata names; empty for all
 * @param rules parts of names; empty for all
 * @param sites sites of each stratum and seed
 * @param detail whether the recall is also printed by volume, rate, rise and length
 */
record BenchmarkArguments(
        List<String> strata, List<String> rules, List<Long> seeds, int sites, int threads, boolean detail) {

    private static final int SITES = 30;
    private static final int QUICK_SITES = 15;

    BenchmarkArguments {
        strata = List.copyOf(strata);
        rules = List.copyOf(rules);
        seeds = List.copyOf(seeds);
    }

    /** @throws IllegalArgumentException with one sentence, if an argument is not known */
    static BenchmarkArguments parse(String line) {
        List<String> strata = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        List<Long> seeds = new ArrayList<>();
        int sites = SITES;
        int threads = Runtime.getRuntime().availableProcessors();
        boolean detail = false;
        List<String> words = ArgumentWords.of(line);
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--strata" ->
                    strata.addAll(List.of(ArgumentWords.value(words, ++i).split(",")));
                case "--rules" ->
                    rules.addAll(List.of(ArgumentWords.value(words, ++i).split(",")));
                case "--seeds" -> seeds.addAll(ArgumentWords.numbers(ArgumentWords.value(words, ++i)));
                case "--sites" -> sites = Integer.parseInt(ArgumentWords.value(words, ++i));
                case "--threads" -> threads = Integer.parseInt(ArgumentWords.value(words, ++i));
                case "--detail" -> detail = true;
                case "--quick" -> sites = QUICK_SITES;
                default ->
                    throw new IllegalArgumentException("The benchmark has no argument " + words.get(i)
                            + ": expected --strata, --rules, --seeds, --sites, --threads, --detail or --quick");
            }
        }
        return new BenchmarkArguments(strata, rules, seeds.isEmpty() ? List.of(1L) : seeds, sites, threads, detail);
    }
}
