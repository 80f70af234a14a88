package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** Numbers of three decimals in a notice's JSON. */
class ThousandthsTest {

    @Test
    void aRateIsRoundedToTheNearestAndABoundDown() {
        assertThat(Thousandths.nearest(0.13638)).isEqualTo(0.136);
        assertThat(Thousandths.nearest(0.1366)).isEqualTo(0.137);
        assertThat(Thousandths.below(0.1249)).isEqualTo(0.124);
    }

    @Test
    void thirdsStillSumToOne() {
        assertThat(Thousandths.shares(List.of(1 / 3.0, 1 / 3.0, 1 / 3.0))).containsExactly(0.334, 0.333, 0.333);
    }

    @Test
    void noCausesHaveNoShares() {
        assertThat(Thousandths.shares(List.of())).isEmpty();
    }

    @ParameterizedTest
    @Seeds
    void roundedSharesSumToOneAndStayClose(Generator given) {
        List<Integer> records = given.list(1, 20, () -> given.between(1, 10_000));
        double all = records.stream().mapToInt(Integer::intValue).sum();
        List<Double> shares = records.stream().map(count -> count / all).toList();
        List<Double> rounded = Thousandths.shares(shares);
        assertThat(rounded.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-9));
        for (int i = 0; i < shares.size(); i++) {
            assertThat(rounded.get(i)).isCloseTo(shares.get(i), within(0.001));
        }
    }
}
