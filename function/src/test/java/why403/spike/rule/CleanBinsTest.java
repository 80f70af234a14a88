package why403.spike.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import why403.history.Traffic;
import why403.seeded.Generator;
import why403.seeded.Seeds;
import why403.tally.ClientCount;
import why403.tally.Counts;
import why403.tally.Scope;

/** Sums over bins, in any order of questions, compared with a loop. */
class CleanBinsTest {

    private static final long FIRST = 288L * 1000;
    private static final int BINS = 3 * 288;

    /** Bin b has b mod 7 requests. It records which bins were asked for. */
    private static final class Recorded implements Traffic {

        private final Set<Long> asked = new TreeSet<>();

        @Override
        public Counts bin(Scope scope, long bin) {
            asked.add(bin);
            return counts(bin);
        }

        @Override
        public Set<Scope> scopes(long minute) {
            return Set.of(Scope.WHOLE);
        }

        @Override
        public Counts minute(Scope scope, long minute) {
            throw new IllegalStateException("A sum over bins needs no minutes");
        }

        @Override
        public List<ClientCount> clients(Scope scope, long bin) {
            return List.of();
        }
    }

    private final Recorded traffic = new Recorded();
    private final CleanBins bins = new CleanBins(new Series(traffic, Scope.WHOLE));

    private static Counts counts(long bin) {
        return new Counts(bin % 7, bin % 7 / 3, 0);
    }

    private static CleanBins.Sum looped(long from, long to, Exclusions excluded) {
        List<Counts> counted = LongStream.range(from, to)
                .filter(bin -> !excluded.contains(bin))
                .mapToObj(CleanBinsTest::counts)
                .toList();
        return new CleanBins.Sum(
                counted.stream().mapToLong(Counts::requests).sum(),
                counted.stream().mapToLong(Counts::forbidden).sum(),
                counted.size(),
                (int) counted.stream().filter(bin -> bin.requests() > 0).count());
    }

    @ParameterizedTest
    @Seeds(200)
    void anySumIsThatOfALoop(Generator given) {
        Exclusions excluded = Exclusions.NONE;
        for (int i = 0; i < 30; i++) {
            if (given.between(0, 4) == 0) {
                long bin = FIRST + given.between(0, BINS);
                excluded = changedFrom(bin, excluded, given);
                bins.exclude(excluded);
                bins.forgetFrom(bin);
            }
            long from = FIRST + given.between(0, BINS);
            long to = from + given.between(0, BINS);
            assertThat(bins.of(from, to)).isEqualTo(looped(from, to, excluded));
        }
    }

    /** Spans that end before the bin stay, and others begin at it or later. */
    private static Exclusions changedFrom(long bin, Exclusions before, Generator given) {
        List<Span> spans = new ArrayList<>(
                before.spans().stream().filter(span -> span.to() <= bin).toList());
        for (Span cut : before.spans()) {
            if (cut.from() < bin && cut.to() > bin) {
                spans.add(new Span(cut.from(), bin));
            }
        }
        long from = bin + given.between(0, 50);
        spans.add(new Span(from, from + given.between(1, 90)));
        return new Exclusions(spans);
    }

    @Test
    void noOtherBinOfTheDayIsAskedFor() {
        bins.of(FIRST + 100, FIRST + 112);
        assertThat(traffic.asked).containsExactlyElementsOf(range(FIRST + 100, FIRST + 112));

        bins.of(FIRST + 90, FIRST + 105);
        bins.of(FIRST + 285, FIRST + 290);
        assertThat(traffic.asked)
                .startsWith(FIRST + 90)
                .doesNotContain(FIRST + 89, FIRST + 290)
                .contains(FIRST + 288);
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
