package why403.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpreadTest {

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private static Counts counts(long requests) {
        return new Counts(requests, 0, 0);
    }

    @Test
    void aTotalIsSpreadAsTheRequestsOfTheWholeAre() {
        assertThat(new Spread(List.of(counts(100), counts(0), counts(300))).over(new Counts(8, 4, 0)))
                .containsExactly(new Counts(2, 1, 0), Counts.NONE, new Counts(6, 3, 0));
    }

    @Test
    void oneRequestIsSomewhere() {
        assertThat(new Spread(List.of(counts(5), counts(5))).over(new Counts(1, 1, 1)))
                .containsExactly(Counts.NONE, new Counts(1, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thePartsAreTheTotalAndNoTimeHasMoreForbiddenRequestsThanRequests(long seed) {
        Random random = new Random(seed);
        List<Counts> whole = IntStream.range(0, 60)
                .mapToObj(minute -> counts(random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(1000)))
                .toList();
        long requests = random.nextInt(5000);
        long forbidden = random.nextLong(requests + 1);
        Counts total = new Counts(requests, forbidden, random.nextLong(forbidden + 1));

        List<Counts> parts = new Spread(whole).over(total);

        assertThat(parts).hasSize(60);
        assertThat(parts.stream().reduce(Counts.NONE, Counts::plus)).isEqualTo(total);
    }
}
