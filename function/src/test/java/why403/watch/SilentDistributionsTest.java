package why403.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import why403.folder.MemoryTallies;
import why403.history.ForwardedTallies;
import why403.history.HourSum;
import why403.history.Tallies;
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
        return new SilentDistributions().among(tallies, tallies.states(), endless(tallied.plus(quiet)));
    }

    private static Timekeeper endless(Instant now) {
        return Timekeeper.endless(() -> now);
    }

    /** Time for so many distributions: each look at the clock takes a second. */
    private Timekeeper timeFor(int distributions, Duration quiet) {
        Instant[] now = {tallied.plus(quiet)};
        return Timekeeper.within(() -> now[0] = now[0].plusSeconds(1), Duration.ofSeconds(distributions + 2L));
    }

    private void silent(List<String> ids) {
        records(Duration.ofMinutes(5), Duration.ofHours(1));
        Tally tally = Counting.talliesOf("a", List.of(new Counting.Request(0, 1, "www.example.com", "/", false)))
                .get(0);
        ids.forEach(id -> {
            Tally same = new Tally(id, tally.hour(), tally.object(), tally.mapping(), tally.scopes(), tally.totals());
            tallies.put(same, tallied);
            tallies.putSum(HourSum.of(id, tally.hour(), List.of(same)), 1);
        });
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

    @Test
    void whatOneTickCouldNotExamineComesFirstInTheNext() {
        silent(List.of("E1EXAMPLE", "E3EXAMPLE", "E4EXAMPLE", "E5EXAMPLE"));
        SilentDistributions distributions = new SilentDistributions();
        Duration quiet = Duration.ofHours(7);

        assertThat(distributions.among(tallies, tallies.states(), timeFor(2, quiet)))
                .containsExactly("E1EXAMPLE", "E2EXAMPLE");
        assertThat(distributions.among(tallies, tallies.states(), timeFor(2, quiet)))
                .as("those of the first tick are still silent")
                .containsExactly("E1EXAMPLE", "E2EXAMPLE", "E3EXAMPLE", "E4EXAMPLE");
        assertThat(distributions.among(tallies, tallies.states(), timeFor(2, quiet)))
                .hasSize(5);
    }

    @Test
    void aDistributionIsNotSilentOnceItHasANewLogEvenIfThereIsNoTimeToExamineIt() {
        silent(List.of("E1EXAMPLE"));
        SilentDistributions distributions = new SilentDistributions();
        Duration quiet = Duration.ofHours(7);
        assertThat(distributions.among(tallies, tallies.states(), timeFor(9, quiet)))
                .containsExactly("E1EXAMPLE", "E2EXAMPLE");

        Tally more = Counting.talliesOf("b", List.of(new Counting.Request(0, 1, "www.example.com", "/", false)))
                .get(0);
        tallies.put(more, tallied.plus(quiet));

        assertThat(distributions.among(tallies, tallies.states(), timeFor(0, quiet)))
                .containsExactly("E1EXAMPLE");
    }

    /** The tallies, with a record of how often the sums are read. */
    private Tallies counted(List<String> read) {
        return new ForwardedTallies(tallies) {
            @Override
            public List<HourSum> sums(String distribution, long from, long to) {
                read.add(distribution);
                return super.sums(distribution, from, to);
            }
        };
    }

    private void watched() {
        tallies.states().forEach(tallies::watched);
    }

    @Test
    void theSumsOfASilentDistributionAreReadOnce() {
        records(Duration.ofMinutes(5), Duration.ofHours(12));
        watched();
        List<String> read = new ArrayList<>();
        SilentDistributions distributions = new SilentDistributions();
        for (int minute = 0; minute < 100; minute++) {
            Instant now = tallied.plus(Duration.ofHours(7)).plusSeconds(60L * minute);
            assertThat(distributions.among(counted(read), tallies.states(), endless(now)))
                    .containsExactly(Counting.DISTRIBUTION);
        }

        assertThat(read).containsExactly(Counting.DISTRIBUTION);
    }

    @Test
    void whatIsOlderThanAWeekNoLongerCountsAlthoughItIsRemembered() {
        records(Duration.ofMinutes(5), Duration.ofHours(12));
        watched();
        SilentDistributions distributions = new SilentDistributions();

        assertThat(distributions.among(tallies, tallies.states(), endless(tallied.plus(Duration.ofDays(6)))))
                .containsExactly(Counting.DISTRIBUTION);
        assertThat(distributions.among(tallies, tallies.states(), endless(tallied.plus(Duration.ofDays(8)))))
                .isEmpty();
    }

    @Test
    void afterANewerTallyTheSumsAreReadAgain() {
        records(Duration.ofMinutes(5), Duration.ofHours(12));
        watched();
        List<String> read = new ArrayList<>();
        SilentDistributions distributions = new SilentDistributions();
        distributions.among(counted(read), tallies.states(), endless(tallied.plus(Duration.ofHours(7))));
        Instant later = tallied.plus(Duration.ofHours(8));
        tallies.put(
                Counting.talliesOf("b", List.of(new Counting.Request(0, 1, "www.example.com", "/", false)))
                        .get(0),
                later);
        watched();

        assertThat(distributions.among(counted(read), tallies.states(), endless(later.plus(Duration.ofHours(1)))))
                .isEmpty();
        distributions.among(counted(read), tallies.states(), endless(later.plus(Duration.ofHours(7))));
        assertThat(read).hasSize(2);
    }
}
