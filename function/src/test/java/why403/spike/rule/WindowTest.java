package why403.spike.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.spike.rule.WindowLength.FIVE_MINUTES;
import static why403.spike.rule.WindowLength.QUARTER_HOUR;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import why403.tally.Counts;
import why403.tally.Scope;

class WindowTest {

    @Test
    void aWindowBeginsAfterTheLastIncidentWithinIt() {
        Exclusions incidents = new Exclusions(List.of(new Span(at(0), at(4)), new Span(at(19), at(21))));

        assertThat(window(29, QUARTER_HOUR, incidents).first()).isEqualTo(at(21));
        assertThat(window(29, FIVE_MINUTES, incidents).first()).isEqualTo(at(25));
    }

    @Test
    void anIncidentThatBeginsAfterTheTestedMinuteShortensNoWindow() {
        Exclusions later = new Exclusions(List.of(new Span(at(40), at(45))));

        assertThat(window(29, QUARTER_HOUR, later).first()).isEqualTo(at(15));
    }

    @Test
    void theBusiestClientIsTheOneWithMostForbiddenOverAllBins() {
        PlannedTraffic traffic = new PlannedTraffic()
                .with("*", 0, 10, 20, 10)
                .withClient("*", 0, 1, 30, 25)
                .withClient("*", 0, 2, 20, 20)
                .withClient("*", 5, 2, 16, 15);

        Window window = window(traffic, 9, 10);

        assertThat(window.withoutBusiestClient()).isEqualTo(new Counts(200 - 36, 100 - 35, 0));
    }

    /** Numbers of clients are hashes under a secret, so another secret gives them in another order. */
    @Test
    void whichOfTwoEquallyBusyClientsIsSubtractedDoesNotDependOnTheirNumbers() {
        List<List<MinuteCounts>> subtracted = Stream.of(List.of(1, 2), List.of(2, 1))
                .map(numbers -> new PlannedTraffic()
                        .with("*", 0, 10, 20, 10)
                        .withClient("*", 0, numbers.get(0), 20, 20)
                        .withClient("*", 5, numbers.get(0), 10, 10)
                        .withClient("*", 0, numbers.get(1), 10, 10)
                        .withClient("*", 5, numbers.get(1), 20, 20))
                .map(traffic -> window(traffic, 9, 10).minuteCountsWithoutBusiestClient())
                .toList();

        assertThat(subtracted.get(0)).isEqualTo(subtracted.get(1));
        assertThat(subtracted.get(0).get(0).forbidden())
                .isLessThan(subtracted.get(0).get(9).forbidden());
    }

    @Test
    void aClientHasAtMostAllRequestsOfAMinute() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 5, 10, 6).withClient("*", 0, 1, 40, 20);

        Window window = window(traffic, 4, 1);

        assertThat(window.withoutBusiestClient()).isEqualTo(Counts.NONE);
    }

    @Test
    void withoutKnownClientsNoRequestsAreExcluded() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 5, 10, 6);

        assertThat(window(traffic, 4, 5).withoutBusiestClient()).isEqualTo(new Counts(50, 30, 0));
    }

    @Test
    void severalBusyClientsAreSubtractedMostFirst() {
        PlannedTraffic traffic = new PlannedTraffic()
                .with("*", 0, 5, 20, 10)
                .withClient("*", 0, 1, 5, 5)
                .withClient("*", 0, 2, 20, 20)
                .withClient("*", 0, 3, 10, 10);

        assertThat(window(traffic, 4, 5).withoutBusiestClients(2)).isEqualTo(new Counts(70, 20, 0));
    }

    @Test
    void clientsThatTheTrafficDoesNotKnowCountAsLargeAsTheLastKnownOne() {
        PlannedTraffic traffic = new PlannedTraffic() {
            @Override
            public int knownClients() {
                return 1;
            }
        };
        traffic.with("*", 0, 5, 20, 10).withClient("*", 0, 1, 5, 5);

        assertThat(window(traffic, 4, 5).withoutBusiestClients(3)).isEqualTo(new Counts(85, 35, 0));
    }

    private static Window window(long last, WindowLength length, Exclusions excluded) {
        Series series = new Series(new PlannedTraffic(), Scope.WHOLE);
        return new RuleInput(series, new Baseline(series), excluded, at(last), false, 0).window(length);
    }

    private static Window window(PlannedTraffic traffic, long last, int minutes) {
        return new Window(new Series(traffic, Scope.WHOLE), at(last) - minutes + 1, at(last));
    }

    private static long at(long minute) {
        return PlannedTraffic.ZERO + minute;
    }
}
