package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Numbers as a person reads them. */
class FiguresTest {

    @Test
    void percentagesKeepOneDecimalAndNeverReadAsNothing() {
        assertThat(Figures.percent(0.1364)).isEqualTo("13.6 %");
        assertThat(Figures.percent(0.004)).isEqualTo("0.4 %");
        assertThat(Figures.percent(0.0004)).isEqualTo("0.04 %");
        assertThat(Figures.percent(0)).isEqualTo("0 %");
        assertThat(Figures.percent(1)).isEqualTo("100 %");
    }

    @Test
    void aShareIsNeverShownAsNoneOrAllUnlessItIs() {
        assertThat(Figures.wholePercent(0.97)).isEqualTo("97 %");
        assertThat(Figures.wholePercent(0.001)).isEqualTo("under 1 %");
        assertThat(Figures.wholePercent(0.998)).isEqualTo("over 99 %");
        assertThat(Figures.wholePercent(1)).isEqualTo("100 %");
        assertThat(Figures.wholePercent(0)).isEqualTo("0 %");
    }

    @Test
    void largeNumbersAreGrouped() {
        assertThat(Figures.count(3021)).isEqualTo("3,021");
        assertThat(Figures.times(112.4)).isEqualTo("112 times");
        assertThat(Figures.times(2.44)).isEqualTo("2.4 times");
    }

    @Test
    void durationsAreInHoursAndMinutes() {
        assertThat(Figures.duration(Duration.ofMinutes(1))).isEqualTo("1 minute");
        assertThat(Figures.duration(Duration.ofMinutes(23))).isEqualTo("23 minutes");
        assertThat(Figures.duration(Duration.ofMinutes(125))).isEqualTo("2 hours 5 minutes");
        assertThat(Figures.duration(Duration.ofHours(3))).isEqualTo("3 hours");
    }
}
