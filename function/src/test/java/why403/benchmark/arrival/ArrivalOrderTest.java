package why403.benchmark.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The log objects of a day arrive in another order. */
class ArrivalOrderTest {

    static Stream<Arguments> days() {
        return Stream.of(ArrivalOrder.SHUFFLED, ArrivalOrder.DELAYED)
                .flatMap(order -> Stream.of(2L, 3L).map(seed -> Arguments.of(order, seed)));
    }

    @ParameterizedTest
    @MethodSource("days")
    void theDayHasTheSameIncidentsWithTheSameCauses(ArrivalOrder order, long seed) {
        SimulatedDay day = new SimulatedDay(seed);
        List<FinalIncident> inOrder = WatchedDay.of(day, ArrivalOrder.IN_ORDER, new Random(seed));

        Difference difference = Difference.between(inOrder, WatchedDay.of(day, order, new Random(seed)));

        assertThat(inOrder).isNotEmpty();
        assertThat(difference.found()).isEqualTo(inOrder.size());
        assertThat(difference.extra()).isZero();
        assertThat(difference.sameCause()).isEqualTo(inOrder.size());
        assertThat(difference.sameTo()).isEqualTo(inOrder.size());
        assertThat(difference.sameNumbers()).isEqualTo(difference.sameFrom());
    }
}
