package why403.benchmark.detection;

/** Sums over any minutes of a series in constant time. Minutes before the series and after it count as 0. */
final class RunningSums {

    private final long[] upTo;

    RunningSums(long[] values) {
        this.upTo = new long[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            upTo[i + 1] = upTo[i] + values[i];
        }
    }

    /** The sum of [from, to). */
    long sum(int from, int to) {
        return upTo[limit(to)] - upTo[limit(from)];
    }

    private int limit(int minute) {
        return Math.max(0, Math.min(upTo.length - 1, minute));
    }
}
