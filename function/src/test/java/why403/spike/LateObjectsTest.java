package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.spike.rule.Minutes;
import why403.spike.rule.Span;
import why403.spike.rule.SpikeRule;

/** A day with two outages whose log objects arrive late or in another order has the same incidents as in order. */
class LateObjectsTest {

    /** The longest window: a few ordinary 403s can complete it after the outage, also in order. */
    private static final int TOLERANCE_MINUTES = 30;

    static LongStream tenSeeds() {
        return LongStream.range(0, 10);
    }

    static LongStream hundredSeeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("tenSeeds")
    void inOrderEachOutageIsOneIncident(long seed) {
        assertEachOutageIsOneIncident(new OutageDay(new Random(seed)), object -> 0);
    }

    @ParameterizedTest
    @MethodSource("hundredSeeds")
    void withATenthOfTheObjectsHalfAnHourLateEachOutageIsOneIncident(long seed) {
        Random random = new Random(seed);

        assertEachOutageIsOneIncident(new OutageDay(random), object -> random.nextInt(10) == 0 ? 30 : 0);
    }

    @ParameterizedTest
    @MethodSource("hundredSeeds")
    void withATenthOfTheObjectsUpToTwoHoursLateEachOutageIsOneIncident(long seed) {
        Random random = new Random(seed);

        assertEachOutageIsOneIncident(
                new OutageDay(random), object -> random.nextInt(10) == 0 ? random.nextInt(121) : 0);
    }

    @ParameterizedTest
    @MethodSource("hundredSeeds")
    void inADayShuffledByUpToTwoHoursEachOutageIsOneIncident(long seed) {
        Random random = new Random(seed);

        assertEachOutageIsOneIncident(new OutageDay(random), object -> random.nextInt(121));
    }

    private static void assertEachOutageIsOneIncident(OutageDay day, IntUnaryOperator delay) {
        List<Incident> reported =
                day.incidents(delay).stream().filter(Incident::reported).toList();
        assertThat(reported)
                .extracting(
                        incident -> incident.phase() + " " + incident.scope().name())
                .containsExactly("RESOLVED *", "RESOLVED *");
        assertIsOf(OutageDay.FIRST_OUTAGE, reported.get(0));
        assertIsOf(OutageDay.SECOND_OUTAGE, reported.get(1));
    }

    /**
     * The first minute that people read is fixed when the incident opens, so it depends on what arrived first. The end can
     * be late by the longest window, if the minutes in between arrived after those of the window's ends.
     */
    private static void assertIsOf(Span outage, Incident incident) {
        assertThat(Minutes.of(incident.from())).isBetween(outage.from() - TOLERANCE_MINUTES, outage.to() - 1);
        assertThat(incident.excludedSpan().from()).isBetween(outage.from() - 2 * TOLERANCE_MINUTES, outage.from() + 1);
        assertThat(incident.excludedSpan().to()).isBetween(outage.to() - 4, outage.to() + SpikeRule.LONGEST_WINDOW);
    }
}
