package why403.alert;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Rates and shares to three decimals. */
final class Thousandths {

    private static final double IN_ONE = 1000;

    private Thousandths() {}

    static double nearest(double rate) {
        return Math.round(rate * IN_ONE) / IN_ONE;
    }

    static double below(double rate) {
        return Math.floor(rate * IN_ONE) / IN_ONE;
    }

    /** Shares that sum to 1, rounded so that they still do: those with the largest remainders are rounded up. */
    static List<Double> shares(List<Double> shares) {
        long[] floors = shares.stream()
                .mapToLong(share -> (long) Math.floor(share * IN_ONE))
                .toArray();
        long missing = Math.round(DoubleStream.of(shares.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray())
                                .sum()
                        * IN_ONE)
                - Arrays.stream(floors).sum();
        IntStream.range(0, floors.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> floors[i] - shares.get(i) * IN_ONE))
                .limit(Math.max(0, missing))
                .forEach(i -> floors[i]++);
        return Arrays.stream(floors).mapToObj(share -> share / IN_ONE).toList();
    }
}
