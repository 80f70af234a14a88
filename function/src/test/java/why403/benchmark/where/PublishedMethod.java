package why403.benchmark.where;

import java.util.List;
import java.util.Optional;
import why403.sample.Dimension;
import why403.sample.Sample;

/**
 * A method that finds one value. The second one is what it finds in another dimension within the requests of the first, so
 * that every method can find two.
 */
abstract class PublishedMethod implements Locator {

    /** The best value of all that are not of the dimension left out. */
    abstract Optional<Value> best(ValueCounts counts, double usualRate, Optional<Dimension> leftOut);

    @Override
    public final List<Value> answer(Sample sample, double usualRate) {
        Optional<Value> first = best(ValueCounts.of(sample, Optional.empty()), usualRate, Optional.empty());
        if (first.isEmpty()) {
            return List.of();
        }
        Optional<Value> second = best(ValueCounts.of(sample, first), usualRate, first.map(Value::dimension));
        return second.map(value -> List.of(first.get(), value)).orElse(List.of(first.get()));
    }
}
