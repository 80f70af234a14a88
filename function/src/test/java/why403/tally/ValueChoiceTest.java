package why403.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import why403.tally.Forbidden.Verdict;

class ValueChoiceTest {

    private static MinuteSeries series(int requests, int forbidden) {
        MinuteSeries series = new MinuteSeries(0);
        IntStream.range(0, requests).forEach(i -> series.add(16, 40, i < forbidden ? Verdict.YES : Verdict.NO));
        return series;
    }

    /** {@code v0001} has the fewest requests, and each next value has one more. */
    private static Map<String, MinuteSeries> values(int number) {
        Map<String, MinuteSeries> values = new HashMap<>();
        IntStream.rangeClosed(1, number).forEach(i -> values.put(String.format("v%04d", i), series(i, 0)));
        return values;
    }

    @Test
    void ofOneHundredPathsTheFortyBusiestAndTheTenWorstOfTheOthersAreKept() {
        Map<String, MinuteSeries> values = values(100);
        IntStream.rangeClosed(1, 12).forEach(i -> values.put("bad" + i, series(20 + i, i)));

        ValueChoice choice = ValueChoice.among(values);

        assertThat(choice.kept())
                .hasSize(ValueChoice.MOST_KEPT)
                .containsKeys("v0061", "v0100", "bad12", "bad3")
                .doesNotContainKeys("v0060", "bad2");
    }

    @Test
    void withoutForbiddenRequestsTheFiftyBusiestAreKept() {
        assertThat(ValueChoice.among(values(100)).kept())
                .hasSize(ValueChoice.MOST_KEPT)
                .containsKey("v0051")
                .doesNotContainKey("v0050");
    }

    @Test
    void theNextFourHundredByRequestsAreTotalled() {
        ValueChoice choice = ValueChoice.among(values(500));

        assertThat(choice.totalled())
                .hasSize(ScopeLimits.MOST_TOTALLED)
                .containsKeys("v0450", "v0051")
                .doesNotContainKey("v0050");
        assertThat(choice.rest()).hasSize(50).containsKeys("v0050", "v0001");
    }

    @Test
    void aLongNameIsNotTotalled() {
        Map<String, MinuteSeries> values = values(51);
        values.remove("v0001");
        values.put("/".repeat(ValueChoice.LONGEST_TOTALLED), series(1, 0));
        values.put("/".repeat(ValueChoice.LONGEST_TOTALLED + 1), series(1, 0));

        assertThat(ValueChoice.among(values).totalled().keySet())
                .containsExactly("/".repeat(ValueChoice.LONGEST_TOTALLED));
    }
}
