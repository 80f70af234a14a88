package why403.spike.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import why403.tally.Counts;
import why403.tally.Scope;

class WindowTest {

    @Test
    void excludedMinutesAreNotCountedAndNeverTheFirst() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 30, 10, 1);

        Window window =
                window(traffic, 29, 30, new Exclusions(List.of(new Span(at(0), at(4)), new Span(at(9), at(11)))));

        assertThat(window.first()).isEqualTo(at(4));
        assertThat(window.total()).isEqualTo(new Counts(240, 24, 0));
    }

    @Test
    void theBusiestClientIsTheOneWithMostForbiddenOverAllBins() {
        PlannedTraffic traffic = new PlannedTraffic()
                .with("*", 0, 10, 20, 10)
                .withClient("*", 0, 1, 30, 25)
                .withClient("*", 0, 2, 20, 20)
                .withClient("*", 5, 2, 16, 15);

        Window window = window(traffic, 9, 10, Exclusions.NONE);

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
                .map(traffic -> window(traffic, 9, 10, Exclusions.NONE).minuteCountsWithoutBusiestClient())
                .toList();

        assertThat(subtracted.get(0)).isEqualTo(subtracted.get(1));
        assertThat(subtracted.get(0).get(0).forbidden())
                .isLessThan(subtracted.get(0).get(9).forbidden());
    }

    @Test
    void aClientHasAtMostAllRequestsOfAMinute() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 5, 10, 6).withClient("*", 0, 1, 40, 20);

        Window window = window(traffic, 4, 1, Exclusions.NONE);

        assertThat(window.withoutBusiestClient()).isEqualTo(Counts.NONE);
    }

    @Test
    void withoutKnownClientsNoRequestsAreExcluded() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 5, 10, 6);

        assertThat(window(traffic, 4, 5, Exclusions.NONE).withoutBusiestClient())
                .isEqualTo(new Counts(50, 30, 0));
    }

    private static Window window(PlannedTraffic traffic, long last, int minutes, Exclusions excluded) {
        return new Window(new Series(traffic, Scope.WHOLE), at(last), minutes, excluded);
    }

    private static long at(long minute) {
        return PlannedTraffic.ZERO + minute;
    }
}
