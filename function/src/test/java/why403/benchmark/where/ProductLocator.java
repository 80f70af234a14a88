package why403.benchmark.where;

import java.util.Arrays;
import java.util.List;
import why403.cause.HotSpot;
import why403.diagnosis.hotspot.HotSpotFinder;
import why403.sample.Dimension;
import why403.sample.Sample;

/** The {@code where} of a notice. */
final class ProductLocator implements Locator {

    @Override
    public String name() {
        return "why403";
    }

    @Override
    public List<Value> answer(Sample sample, double usualRate) {
        return HotSpotFinder.of(sample, usualRate).stream()
                .map(ProductLocator::value)
                .toList();
    }

    private static Value value(HotSpot spot) {
        Dimension dimension = Arrays.stream(Dimension.values())
                .filter(one -> one.label().equals(spot.dimension()))
                .findFirst()
                .orElseThrow();
        return new Value(dimension, spot.value());
    }
}
