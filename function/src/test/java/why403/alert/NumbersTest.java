package why403.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Numbers as a person reads them. */
class NumbersTest {

    @Test
    void aRateHasNoUnnecessaryDecimalsAndIsNeverShownAsZero() {
        assertThat(Numbers.percent(0.6411)).isEqualTo("64 %");
        assertThat(Numbers.percent(0.1364)).isEqualTo("14 %");
        assertThat(Numbers.percent(0.053)).isEqualTo("5.3 %");
        assertThat(Numbers.percent(0.05)).isEqualTo("5 %");
        assertThat(Numbers.percent(0.998)).isEqualTo("over 99 %");
        assertThat(Numbers.percent(0.004)).isEqualTo("0.4 %");
        assertThat(Numbers.percent(0.0004)).isEqualTo("0.04 %");
        assertThat(Numbers.percent(0)).isEqualTo("0 %");
        assertThat(Numbers.percent(1)).isEqualTo("100 %");
    }

    @Test
    void aShareIsShownAsNoneOrAllOnlyIfItIs() {
        assertThat(Numbers.wholePercent(0.97)).isEqualTo("97 %");
        assertThat(Numbers.wholePercent(0.001)).isEqualTo("under 1 %");
        assertThat(Numbers.wholePercent(0.998)).isEqualTo("over 99 %");
        assertThat(Numbers.wholePercent(1)).isEqualTo("100 %");
        assertThat(Numbers.wholePercent(0)).isEqualTo("0 %");
    }

    @Test
    void countsPerMinuteAreWholeNumbers() {
        assertThat(Numbers.perMinute(209, Duration.ofMinutes(15))).isEqualTo("14 a minute");
        assertThat(Numbers.perMinute(20, Duration.ofHours(1))).isEqualTo("under 1 a minute");
        assertThat(Numbers.perMinute(3021, Duration.ofMinutes(1))).isEqualTo("3,021 a minute");
    }
}
