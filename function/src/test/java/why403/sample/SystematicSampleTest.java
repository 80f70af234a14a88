package why403.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SystematicSampleTest {

    private static SystematicSample<Integer> of(int length, int most) {
        SystematicSample<Integer> thinned = new SystematicSample<>(most);
        for (int i = 0; i < length; i++) {
            if (thinned.takesNext(1)) {
                thinned.keep(i);
            }
        }
        return thinned;
    }

    @Property
    void keepsAnEvenSampleOfNoMoreThanItsBound(
            @ForAll @IntRange(max = 5_000) int length, @ForAll @IntRange(min = 2, max = 100) int most) {
        List<Integer> kept = of(length, most).kept();
        assertThat(kept).hasSizeLessThanOrEqualTo(most).hasSizeGreaterThanOrEqualTo(Math.min(length, most / 2));
        for (int i = 2; i < kept.size(); i++) {
            assertThat(kept.get(i) - kept.get(i - 1)).isEqualTo(kept.get(1) - kept.get(0));
        }
    }

    @Property
    void thoseKeptStandForAll(@ForAll @IntRange(min = 1, max = 5_000) int length) {
        SystematicSample<Integer> thinned = of(length, 50);
        assertThat(thinned.each() * thinned.kept().size()).isCloseTo(length, within(1e-6));
    }

    @Property
    void linesThatStandForManyAreTakenAmongLinesThatStandForThemselves(
            @ForAll @IntRange(max = 200) int singly, @ForAll @IntRange(min = 1, max = 500) int byEight) {
        SystematicSample<Integer> thinned = of(singly, 100);
        for (int i = 0; i < byEight; i++) {
            if (thinned.takesNext(8)) {
                thinned.keep(i);
            }
        }
        assertThat(thinned.each() * thinned.kept().size()).isCloseTo(singly + 8.0 * byEight, within(1e-6));
        assertThat(thinned.each()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void aCopyGoesItsOwnWay() {
        SystematicSample<Integer> thinned = of(10, 100);
        thinned.copy().keep(11);
        assertThat(thinned.kept()).hasSize(10);
    }
}
