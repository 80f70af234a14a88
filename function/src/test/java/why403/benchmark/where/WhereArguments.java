package why403.benchmark.where;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.benchmark.ArgumentWords;
import why403.benchmark.where.Trial.Kind;

/**
 * The arguments of {@link WhereBenchmark}.
 *
 * @param trials of each seed
 * @param kinds only these
 * @param detail whether the figures are also printed by volume, failing share and dimension, with each wrong answer
 */
record WhereArguments(List<Long> seeds, int trials, Set<Kind> kinds, int threads, boolean detail) {

    private static final int TRIALS = 200;

    WhereArguments {
        seeds = List.copyOf(seeds);
        kinds = Set.copyOf(kinds);
    }

    /** @throws IllegalArgumentException with one sentence, if an argument is not known or has no value */
    static WhereArguments parse(String line) {
        List<Long> seeds = List.of(1L);
        int trials = TRIALS;
        Set<Kind> kinds = EnumSet.allOf(Kind.class);
        int threads = Runtime.getRuntime().availableProcessors();
        boolean detail = false;
        List<String> words = ArgumentWords.of(line);
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--seeds" -> seeds = ArgumentWords.numbers(ArgumentWords.value(words, ++i));
                case "--trials" -> trials = Integer.parseInt(ArgumentWords.value(words, ++i));
                case "--kinds" -> kinds = kinds(ArgumentWords.value(words, ++i));
                case "--threads" -> threads = Integer.parseInt(ArgumentWords.value(words, ++i));
                case "--detail" -> detail = true;
                default ->
                    throw new IllegalArgumentException("The benchmark has no argument " + words.get(i)
                            + ": expected --seeds, --trials, --kinds, --threads or --detail");
            }
        }
        return new WhereArguments(seeds, trials, kinds, threads, detail);
    }

    /** Names such as {@code one,evenly}. */
    private static Set<Kind> kinds(String text) {
        return Stream.of(text.split(","))
                .map(name -> Kind.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }
}
