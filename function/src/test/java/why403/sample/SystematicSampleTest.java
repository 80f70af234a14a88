package why403.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import why403.seeded.Generator;
import why403.seeded.Seeds;

class SystematicSampleTest {

    private static SystematicSample<Integer> of(int length, int most) {
        return of(length, most, Long.MAX_VALUE, 1);
    }

    private static SystematicSample<Integer> of(int length, int most, long mostBytes, int bytesOfEach) {
        SystematicSample<Integer> thinned = new SystematicSample<>(most, mostBytes, item -> bytesOfEach);
        for (int i = 0; i < length; i++) {
            if (thinned.samplesNext(1)) {
                thinned.keep(i);
            }
        }
        return thinned;
    }

    @ParameterizedTest
    @Seeds
    void theSampleIsEvenlySpacedAndBounded(Generator given) {
        int length = given.between(0, 5_000);
        int most = given.between(2, 100);
        List<Integer> kept = of(length, most).kept();
        assertThat(kept).hasSizeLessThanOrEqualTo(most).hasSizeGreaterThanOrEqualTo(Math.min(length, most / 2));
        for (int i = 2; i < kept.size(); i++) {
            assertThat(kept.get(i) - kept.get(i - 1)).isEqualTo(kept.get(1) - kept.get(0));
        }
    }

    @ParameterizedTest
    @Seeds
    void theBytesOfTheSampleAreBoundedToo(Generator given) {
        int length = given.between(1, 5_000);
        int bytesOfEach = given.between(1, 20_000);
        long mostBytes = given.between(1, 1_000_000);

        List<Integer> kept = of(length, 5_000, mostBytes, bytesOfEach).kept();

        assertThat(kept).isNotEmpty();
        assertThat((kept.size() - 1L) * bytesOfEach).isLessThanOrEqualTo(mostBytes);
        assertThat(2L * kept.size() * bytesOfEach)
                .isGreaterThanOrEqualTo(Math.min((long) length * bytesOfEach, mostBytes));
        for (int i = 2; i < kept.size(); i++) {
            assertThat(kept.get(i) - kept.get(i - 1)).isEqualTo(kept.get(1) - kept.get(0));
        }
    }

    @ParameterizedTest
    @Seeds
    void theWeightsOfTheSampleSumToTheStream(Generator given) {
        int length = given.between(1, 5_000);
        SystematicSample<Integer> thinned = of(length, 50);
        assertThat(thinned.weight() * thinned.kept().size()).isCloseTo(length, within(1e-6));
    }

    @ParameterizedTest
    @Seeds
    void itemsOfDifferentWeightsCanBeMixed(Generator given) {
        int singly = given.between(0, 200);
        int byEight = given.between(1, 500);
        SystematicSample<Integer> thinned = of(singly, 100);
        for (int i = 0; i < byEight; i++) {
            if (thinned.samplesNext(8)) {
                thinned.keep(i);
            }
        }
        assertThat(thinned.weight() * thinned.kept().size()).isCloseTo(singly + 8.0 * byEight, within(1e-6));
        assertThat(thinned.weight()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void aCopyIsIndependent() {
        SystematicSample<Integer> thinned = of(10, 100);
        thinned.copy().keep(11);
        assertThat(thinned.kept()).hasSize(10);
    }
}
