package why403.spike.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import why403.tally.Counts;

/** Sums over the bins of a scope that no incident affected. A sum costs the same however many bins it covers. */
final class CleanBins {

    private static final int BINS_PER_BLOCK = Minutes.PER_DAY / Minutes.PER_BIN;
    private static final int BINS_PER_HOUR = Minutes.PER_HOUR / Minutes.PER_BIN;

    /**
     * The sum over some bins.
     *
     * @param measured how many of them were not excluded, and are known and not spread from an hour's total
     * @param used how many were not excluded and had requests
     */
    record Sum(long requests, long forbidden, int measured, int used) {

        double good() {
            return (double) requests - forbidden;
        }
    }

    /**
     * A day of bins, as far as it was asked for: the sums from one of them, which was asked for first, to each other. Sums to
     * earlier ones are negative. So a bin that nobody needs is not asked for: its hour may have to be fetched.
     */
    private static final class Block {

        private final long[] requests = new long[BINS_PER_BLOCK + 1];
        private final long[] forbidden = new long[BINS_PER_BLOCK + 1];
        private final int[] measured = new int[BINS_PER_BLOCK + 1];
        private final int[] used = new int[BINS_PER_BLOCK + 1];
        private int from;
        private int to;

        void fill(Series series, Exclusions excluded, long first, int begin, int end) {
            if (from == to) {
                clearAt(begin);
            }
            for (; to < end; to++) {
                add(series, excluded, first, to, to, to + 1, 1);
            }
            for (; from > begin; from--) {
                add(series, excluded, first, from - 1, from, from - 1, -1);
            }
        }

        private void clearAt(int begin) {
            from = begin;
            to = begin;
            requests[begin] = 0;
            forbidden[begin] = 0;
            measured[begin] = 0;
            used[begin] = 0;
        }

        private void add(Series series, Exclusions excluded, long first, int bin, int known, int next, int sign) {
            boolean counts = isClean(series, excluded, first + bin);
            Counts more = counts ? series.bin(first + bin) : Counts.NONE;
            requests[next] = requests[known] + sign * more.requests();
            forbidden[next] = forbidden[known] + sign * more.forbidden();
            measured[next] = measured[known] + (counts && series.knows(first + bin) ? sign : 0);
            used[next] = used[known] + (more.requests() > 0 ? sign : 0);
        }

        void forgetFrom(int bin) {
            to = Math.min(to, bin);
            from = Math.min(from, to);
        }

        /** The total of an hour that an incident affected is affected too, and so is each part of it. */
        private static boolean isClean(Series series, Exclusions excluded, long bin) {
            if (excluded.spans().isEmpty() || series.knows(bin)) {
                return !excluded.contains(bin);
            }
            long first = Math.floorDiv(bin, BINS_PER_HOUR) * BINS_PER_HOUR;
            return LongStream.range(first, first + BINS_PER_HOUR).noneMatch(excluded::contains);
        }
    }

    private final Series series;
    private final Map<Long, Block> blocks = new HashMap<>();
    private Exclusions excluded = Exclusions.NONE;

    CleanBins(Series series) {
        this.series = series;
    }

    void exclude(Exclusions bins) {
        excluded = bins;
    }

    void forgetFrom(long bin) {
        long block = Math.floorDiv(bin, BINS_PER_BLOCK);
        blocks.keySet().removeIf(number -> number > block);
        if (blocks.containsKey(block)) {
            blocks.get(block).forgetFrom(Math.floorMod(bin, BINS_PER_BLOCK));
        }
    }

    /** The sum of the bins of [from, to). */
    Sum of(long from, long to) {
        long requests = 0;
        long forbidden = 0;
        int measured = 0;
        int used = 0;
        for (long next = from; next < to; ) {
            long number = Math.floorDiv(next, BINS_PER_BLOCK);
            long first = number * BINS_PER_BLOCK;
            int begin = (int) (next - first);
            int end = (int) Math.min(BINS_PER_BLOCK, to - first);
            Block block = blocks.computeIfAbsent(number, any -> new Block());
            block.fill(series, excluded, first, begin, end);
            requests += block.requests[end] - block.requests[begin];
            forbidden += block.forbidden[end] - block.forbidden[begin];
            measured += block.measured[end] - block.measured[begin];
            used += block.used[end] - block.used[begin];
            next = first + end;
        }
        return new Sum(requests, forbidden, measured, used);
    }
}
