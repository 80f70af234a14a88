package why403.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import why403.folder.MemoryTallies;
import why403.history.HourSum;
import why403.tally.Counting;
import why403.tally.Tally;

/** A distribution with records from 10:00 on, whose last log object was tallied ten minutes after its last record. */
class SilentDistributionsTest {

    private final MemoryTallies tallies = new MemoryTallies();
    private Instant tallied = Counting.START;

    /** Stores records at this interval and for this duration. */
    private void records(Duration every, Duration during) {
        int step = (int) every.toSeconds();
        List<Counting.Request> requests = IntStream.iterate(0, second -> second <= during.toSeconds(), s -> s + step)
                .mapToObj(second -> new Counting.Request(second, 1, "www.example.com", "/", false))
                .toList();
        List<Tally> made = Counting.talliesOf("a", requests);
        tallied = Counting.START.plus(during).plus(Duration.ofMinutes(10));
        made.forEach(tally -> tallies.put(tally, tallied));
        made.forEach(tally -> tallies.putSum(HourSum.of(tally.distribution(), tally.hour(), List.of(tally)), 1));
    }

    private List<String> silentAfter(Duration quiet) {
        return new SilentDistributions(tallies).among(tallies.states(), tallied.plus(quiet));
    }

    @Test
    void aDistributionIsSilentAfterSixHoursWithoutALogObject() {
        records(Duration.ofMinutes(5), Duration.ofHours(12));

        assertThat(silentAfter(Duration.ofMinutes(359))).isEmpty();
        assertThat(silentAfter(Duration.ofHours(6))).containsExactly(Counting.DISTRIBUTION);
    }

    @Test
    void aDistributionWithLongPausesIsSilentAfterThreeTimesItsLongestPause() {
        records(Duration.ofHours(4), Duration.ofHours(24));

        assertThat(silentAfter(Duration.ofHours(11))).isEmpty();
        assertThat(silentAfter(Duration.ofHours(12))).containsExactly(Counting.DISTRIBUTION);
    }

    @Test
    void aDistributionIsNoLongerReportedAsSilentAfterEightDays() {
        records(Duration.ofMinutes(5), Duration.ofHours(12));

        assertThat(silentAfter(Duration.ofDays(6))).containsExactly(Counting.DISTRIBUTION);
        assertThat(silentAfter(Duration.ofDays(8))).isEmpty();
    }
}
