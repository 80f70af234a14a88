package why403.benchmark.where;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AliasMethodDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;

/** Things that are drawn with different probabilities. */
final class Weighted<T> {

    private final List<T> things;
    private final SharedStateDiscreteSampler sampler;

    private Weighted(UniformRandomProvider random, List<T> things, double[] weights) {
        this.things = List.copyOf(things);
        this.sampler = AliasMethodDiscreteSampler.of(random, weights);
    }

    static <T> Weighted<T> of(UniformRandomProvider random, List<T> things, ToDoubleFunction<T> weight) {
        return new Weighted<>(
                random, things, things.stream().mapToDouble(weight).toArray());
    }

    /** The thing of rank k has a probability proportional to 1 / k^exponent. The first thing has rank 1. */
    static <T> Weighted<T> zipf(UniformRandomProvider random, List<T> things, double exponent) {
        return new Weighted<>(
                random,
                things,
                IntStream.rangeClosed(1, things.size())
                        .mapToDouble(rank -> Math.pow(rank, -exponent))
                        .toArray());
    }

    T next() {
        return things.get(sampler.sample());
    }

    static <T> T any(UniformRandomProvider random, List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** The first of them in random order. */
    static <T> List<T> shuffled(UniformRandomProvider random, List<T> things, int wanted) {
        List<T> copy = new ArrayList<>(things);
        for (int i = copy.size() - 1; i > 0; i--) {
            Collections.swap(copy, i, random.nextInt(i + 1));
        }
        return List.copyOf(copy.subList(0, Math.min(wanted, copy.size())));
    }
}
