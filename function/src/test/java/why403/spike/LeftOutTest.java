package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LeftOutTest {

    @Test
    void anIncidentOfOneMinuteTakesTheWholeBin() {
        LeftOut bins = new LeftOut(List.of(new Span(14, 16))).bins();

        assertThat(bins.spans()).containsExactly(new Span(2, 4));
    }

    @Property
    void theFirstDifferenceIsTheLowestNumberThatOnlyOneLeavesOut(
            @ForAll("someLeftOut") LeftOut one, @ForAll("someLeftOut") LeftOut other) {
        OptionalLong expected = LongStream.range(-5, 60)
                .filter(number -> one.contains(number) != other.contains(number))
                .findFirst();

        assertThat(one.firstDifference(other)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<LeftOut> someLeftOut() {
        Arbitrary<Long> number = Arbitraries.longs().between(0, 40);
        return Combinators.combine(number, Arbitraries.longs().between(1, 9))
                .as((from, length) -> new Span(from, from + length))
                .list()
                .ofMaxSize(4)
                .map(LeftOut::new);
    }
}
