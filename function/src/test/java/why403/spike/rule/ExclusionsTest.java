package why403.spike.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExclusionsTest {

    @Test
    void anIncidentOfOneMinuteTakesTheWholeBin() {
        Exclusions bins = new Exclusions(List.of(new Span(14, 16))).toBins();

        assertThat(bins.spans()).containsExactly(new Span(2, 4));
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theFirstDifferenceIsTheLowestNumberThatOnlyOneOfThemExcludes(long seed) {
        Random random = new Random(seed);
        Exclusions one = someExclusions(random);
        Exclusions other = someExclusions(random);
        OptionalLong expected = LongStream.range(-5, 60)
                .filter(number -> one.contains(number) != other.contains(number))
                .findFirst();

        assertThat(one.firstDifference(other)).isEqualTo(expected);
    }

    private static Exclusions someExclusions(Random random) {
        return new Exclusions(Stream.generate(() -> (long) random.nextInt(41))
                .limit(random.nextInt(5))
                .map(from -> new Span(from, from + 1 + random.nextInt(9)))
                .toList());
    }
}
