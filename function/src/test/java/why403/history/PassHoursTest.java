package why403.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import why403.folder.MemoryTallies;
import why403.tally.Counting;
import why403.tally.Counting.Request;
import why403.tally.Scope;
import why403.tally.Tally;

/** A pass over an hour after nine days with a sum of each hour. */
class PassHoursTest {

    private static final String DISTRIBUTION = Counting.DISTRIBUTION;
    private static final long HOUR = Counting.START_HOUR;
    private static final long OLDEST = HOUR - 194;
    private static final Scope PATH = new Scope("path:/img/");

    private final MemoryTallies stored = new MemoryTallies();
    private final List<String> reads = new ArrayList<>();
    private final Tallies tallies = new ForwardedTallies(stored) {
        @Override
        public void visit(String distribution, long hour, Consumer<Tally> visitor) {
            reads.add("hour " + (hour - HOUR));
            super.visit(distribution, hour, visitor);
        }

        @Override
        public List<HourSum> sums(String distribution, long from, long to) {
            reads.add("sums " + (from - HOUR) + " to " + (to - HOUR));
            return super.sums(distribution, from, to);
        }
    };

    private static Tally tally(long hour) {
        Tally tally = Counting.talliesOf("h" + hour, List.of(new Request(0, 1, "www.example.com", "/img/a", true)))
                .get(0);
        return new Tally(tally.distribution(), hour, tally.object(), tally.mapping(), tally.scopes(), tally.totals());
    }

    @BeforeEach
    void store() {
        for (long hour = HOUR - 216; hour <= HOUR; hour++) {
            stored.put(tally(hour), Counting.START);
            stored.putSum(HourSum.of(DISTRIBUTION, hour, List.of(tally(hour))), 1);
        }
    }

    private PassHours hours(Set<Scope> followed) {
        HourTallies hours = new HourTallies(tallies, DISTRIBUTION, new RecentHours(0));
        hours.sum(HOUR, followed);
        reads.clear();
        PassHours pass = new PassHours(tallies, DISTRIBUTION, hours, followed, OLDEST, HOUR, HOUR);
        pass.readByMinute(Set.of(HOUR - 1, HOUR));
        return pass;
    }

    private static void sums(PassHours hours, LongStream asked) {
        asked.forEach(
                hour -> assertThat(hours.sum(hour)).contains(HourSum.of(DISTRIBUTION, hour, List.of(tally(hour)))));
    }

    @Test
    void theHourThatWasJustSummedIsNotFetched() {
        PassHours hours = hours(Set.of());
        sums(hours, LongStream.of(HOUR));
        assertThat(hours.scopes(HOUR)).contains(Scope.WHOLE, PATH);

        assertThat(reads).isEmpty();
    }

    @Test
    void theDayBeforeIsFetchedWithOneQuery() {
        sums(hours(Set.of()), LongStream.rangeClosed(HOUR - 26, HOUR));

        assertThat(reads).containsExactly("sums -26 to -1");
    }

    @Test
    void theSameHoursOfTheWeekAreFetchedWithoutTheOthers() {
        PassHours hours = hours(Set.of());
        LongStream.rangeClosed(1, 7)
                .forEach(day -> sums(hours, LongStream.rangeClosed(HOUR - 24 * day - 1, HOUR - 24 * day + 1)));

        assertThat(reads)
                .containsExactly(
                        "sums -26 to -1",
                        "sums -49 to -47",
                        "sums -73 to -71",
                        "sums -97 to -95",
                        "sums -121 to -119",
                        "sums -145 to -143",
                        "sums -169 to -167");
    }

    @Test
    void anyOtherHourFetchesTheWholeHistoryAndNoMore() {
        PassHours hours = hours(Set.of());
        sums(hours, LongStream.rangeClosed(OLDEST, HOUR));
        assertThat(hours.sum(OLDEST - 1)).isEmpty();
        assertThat(hours.sum(HOUR + 1)).isEmpty();

        assertThat(reads).containsExactly("sums -194 to -27", "sums -26 to -1");
    }

    @Test
    void theHourBeforeIsReadByMinuteOnlyIfItsMinutesAreNeeded() {
        PassHours hours = hours(Set.of());
        assertThat(hours.scopes(HOUR - 1)).contains(Scope.WHOLE, PATH);
        assertThat(reads).containsExactly("sums -26 to -1");

        new DistributionTraffic(hours).minute(Scope.WHOLE, HOUR * 60 - 1);
        assertThat(reads).containsExactly("sums -26 to -1", "hour -1");
    }

    @Test
    void theScopesOfAnHourAreReadByMinuteIfItsSumMayHideThatOfAnIncident() {
        PassHours hours = hours(Set.of(new Scope("path:/rare/")));
        assertThat(hours.scopes(HOUR - 1)).contains(Scope.WHOLE, PATH);

        assertThat(reads).containsExactly("sums -26 to -1", "hour -1");
    }

    @Test
    void anHourThatIsNotReadByMinuteHasNoCountsByMinute() {
        PassHours hours = hours(Set.of());

        assertThat(hours.traffic(HOUR - 2)).isEmpty();
        assertThat(hours.scopes(HOUR - 2)).isEmpty();
        assertThat(reads).isEmpty();
    }
}
