package why403.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import why403.tally.Counting;
import why403.tally.Counting.Request;
import why403.tally.ErrorMapping;
import why403.tally.Tally;

/** The contract of every store of tallies. */
public abstract class TalliesContract {

    protected static final String DISTRIBUTION = Counting.DISTRIBUTION;
    protected static final String OTHER_DISTRIBUTION = "E3EXAMPLE";
    protected static final long HOUR = Counting.START_HOUR;
    protected static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    /** The tested store, empty at first. */
    protected abstract Tallies tallies();

    /** One request a second from the start of the hour. */
    protected static Tally tally(String unique, int requests) {
        return Counting.talliesOf(
                        unique,
                        IntStream.range(0, requests)
                                .mapToObj(i -> new Request(i, i % 9 + 1, "www.example.com", "/img/a", i % 2 == 0))
                                .toList())
                .get(0);
    }

    /** One request at a minute of the hour. */
    protected static Tally at(int minute, String unique) {
        return Counting.talliesOf(unique, List.of(new Request(minute * 60, 1, "www.example.com", "/", true)))
                .get(0);
    }

    protected static Tally in(long hour, Tally tally) {
        return new Tally(tally.distribution(), hour, tally.object(), tally.mapping(), tally.scopes(), tally.totals());
    }

    private static Tally of(String distribution, Tally tally) {
        return new Tally(distribution, tally.hour(), tally.object(), tally.mapping(), tally.scopes(), tally.totals());
    }

    protected static HourSum sum(long hour, int requests) {
        return HourSum.of(DISTRIBUTION, hour, List.of(tally("a", requests)));
    }

    protected final DistributionState state() {
        return tallies().state(DISTRIBUTION).orElseThrow();
    }

    private static long minute(int minuteOfHour) {
        return HOUR * 60 + minuteOfHour;
    }

    @Test
    void everyTallyOfAnHourIsVisitedOnceAndUnchanged() {
        tallies().put(tally("b", 20), NOW);
        tallies().put(tally("c", 5), NOW);
        tallies().put(tally("a", 3), NOW);

        assertThat(AllTallies.of(tallies(), DISTRIBUTION, HOUR))
                .containsExactly(tally("a", 3), tally("b", 20), tally("c", 5));
        assertThat(AllTallies.of(tallies(), DISTRIBUTION, HOUR + 1)).isEmpty();
        assertThat(AllTallies.of(tallies(), OTHER_DISTRIBUTION, HOUR)).isEmpty();
    }

    @Test
    void aSecondTallyOfAnObjectReplacesTheFirst() {
        tallies().put(tally("a", 20), NOW);
        tallies().put(tally("a", 20), NOW);
        assertThat(AllTallies.of(tallies(), DISTRIBUTION, HOUR)).containsExactly(tally("a", 20));

        tallies().put(tally("a", 3), NOW);
        assertThat(AllTallies.of(tallies(), DISTRIBUTION, HOUR)).containsExactly(tally("a", 3));
    }

    @Test
    void severalTalliesAreStoredAndMarkedLikeOneAfterTheOther() {
        List<Tally> all = new ArrayList<>(List.of(at(7, "a"), in(HOUR - 1, at(59, "a"))));
        IntStream.range(0, 20).forEach(i -> all.add(of("E4" + i + "EXAMPLE", at(i, "a"))));
        tallies().putAll(all, Marking.WATCHED, NOW);

        assertThat(AllTallies.of(tallies(), DISTRIBUTION, HOUR)).containsExactly(at(7, "a"));
        assertThat(AllTallies.of(tallies(), DISTRIBUTION, HOUR - 1)).containsExactly(in(HOUR - 1, at(59, "a")));
        assertThat(state().minutes()).containsExactly(minute(-1), minute(7));
        assertThat(tallies().states()).hasSize(21);
        all.forEach(tally -> assertThat(AllTallies.of(tallies(), tally.distribution(), tally.hour()))
                .containsExactly(tally));
    }

    @Test
    void aTallyKeepsTheMappingThatItWasCountedUnder() {
        Tally plain = tally("a", 20);
        ErrorMapping mapping = new ErrorMapping(Map.of(404, 200, 403, 404));
        Tally mapped = new Tally(DISTRIBUTION, HOUR, plain.object(), mapping, plain.scopes(), plain.totals());
        tallies().put(mapped, NOW);

        assertThat(AllTallies.of(tallies(), DISTRIBUTION, HOUR)).containsExactly(mapped);
    }

    @Test
    void sumsAreReturnedInTheOrderOfHoursIncludingBothEnds() {
        for (long hour : List.of(HOUR - 1, HOUR - 3, HOUR, HOUR - 2, HOUR - 2)) {
            tallies().putSum(sum(hour, 10), 1);
        }

        assertThat(tallies().sums(DISTRIBUTION, HOUR - 2, HOUR - 1))
                .containsExactly(sum(HOUR - 2, 10), sum(HOUR - 1, 10));
        assertThat(tallies().sums(OTHER_DISTRIBUTION, HOUR - 9, HOUR)).isEmpty();
    }

    @Test
    void aSumWithALowerOrEqualMarkIsNotStored() {
        tallies().putSum(sum(HOUR, 10), 7);
        tallies().putSum(sum(HOUR, 5), 6);
        tallies().putSum(sum(HOUR, 6), 7);
        assertThat(tallies().sums(DISTRIBUTION, HOUR, HOUR)).containsExactly(sum(HOUR, 10));

        tallies().putSum(sum(HOUR, 5), 8);
        assertThat(tallies().sums(DISTRIBUTION, HOUR, HOUR)).containsExactly(sum(HOUR, 5));
    }

    @Test
    void aPutMarksItsHourAndMinutes() {
        assertThat(tallies().state(DISTRIBUTION)).isEmpty();
        assertThat(tallies().states()).isEmpty();
        tallies().put(at(7, "a"), NOW);
        tallies().put(at(3, "b"), NOW.plusSeconds(9));
        tallies().put(in(HOUR - 30, at(3, "c")), NOW.plusSeconds(8));

        assertThat(state().marks()).containsOnlyKeys(HOUR, HOUR - 30);
        assertThat(state().minutes()).containsExactly(minute(3 - 30 * 60), minute(3), minute(7));
        assertThat(state().newestTally()).contains(NOW.plusSeconds(8));
        assertThat(state().newestMinute()).isEmpty();
    }

    @Test
    void everyPutRaisesTheMark() {
        tallies().put(at(7, "a"), NOW);
        long first = state().marks().get(HOUR);
        tallies().put(in(HOUR - 1, at(7, "a")), NOW);
        long second = state().marks().get(HOUR - 1);
        tallies().put(at(7, "a"), NOW.minusSeconds(99));

        assertThat(second).isGreaterThan(first);
        assertThat(state().marks().get(HOUR)).isGreaterThan(second);
    }

    @Test
    void watchingRemovesTheMarks() {
        tallies().put(at(7, "a"), NOW);
        tallies().put(in(HOUR - 1, at(59, "b")), NOW);
        tallies().watched(state());

        assertThat(state())
                .isEqualTo(new DistributionState(
                        DISTRIBUTION,
                        OptionalLong.of(minute(7)),
                        Optional.of(NOW),
                        Map.of(),
                        new TreeSet<>(),
                        Map.of(),
                        new Arrivals(state().arrivals().number(), Map.of()),
                        Optional.empty()));
    }

    @Test
    void theNewestRecordIsKnownToTheSecondUntilItsHourIsWatched() {
        Instant record = Instant.ofEpochSecond(minute(7) * 60 + 31);
        tallies().putAll(List.of(at(7, "a")), Marking.watched(Map.of(DISTRIBUTION, record)), NOW);
        tallies().putAll(List.of(at(3, "b")), Marking.watched(Map.of(DISTRIBUTION, record.minusSeconds(240))), NOW);
        assertThat(state().newestRecord()).isEqualTo(record);

        tallies().watched(state());
        tallies().put(at(7, "a"), NOW);
        assertThat(state().newestRecord()).isEqualTo(record.minusSeconds(31));
    }

    @Test
    void talliesOfThePastMarkTheirHoursWithoutMinutes() {
        tallies().putAll(List.of(at(7, "a")), Marking.OF_THE_PAST, NOW);
        assertThat(state().isDirty()).isTrue();
        assertThat(state().minutes()).isEmpty();
        assertThat(AllTallies.of(tallies(), DISTRIBUTION, HOUR)).containsExactly(at(7, "a"));
        tallies().put(at(9, "b"), NOW);
        tallies().putAll(List.of(at(8, "c")), Marking.OF_THE_PAST, NOW);
        assertThat(state().minutes()).containsExactly(minute(9));

        tallies().watched(state());
        assertThat(state().isDirty()).isFalse();
        assertThat(state().newestMinute()).hasValue(minute(9));
    }

    @Test
    void theStateSaysWhenTheLastTallyOfThePastCameUntilItIsEvaluated() {
        tallies().put(at(6, "z"), NOW.minusSeconds(9));
        assertThat(state().past()).isEmpty();
        tallies().putAll(List.of(at(7, "a")), Marking.OF_THE_PAST, NOW);
        tallies().put(at(8, "b"), NOW.plusSeconds(1));
        tallies().watched(state());
        assertThat(state().past()).contains(NOW);

        tallies().putAll(List.of(at(9, "c")), Marking.OF_THE_PAST, NOW.plusSeconds(2));
        tallies().pastWatched(DISTRIBUTION, NOW);
        assertThat(state().past()).contains(NOW.plusSeconds(2));
        tallies().pastWatched(DISTRIBUTION, NOW.plusSeconds(2));
        assertThat(state().past()).isEmpty();
        assertThat(state().marks()).containsOnlyKeys(HOUR);
    }

    @Test
    void talliesOfThePastDoNotMoveTheNewestMinute() {
        tallies().put(at(7, "a"), NOW);
        tallies().watched(state());
        tallies().putAll(List.of(at(9, "b"), in(HOUR + 3, at(1, "c"))), Marking.OF_THE_PAST, NOW);
        tallies().watched(state());

        assertThat(state().newestMinute()).hasValue(minute(7));
        assertThat(state().isDirty()).isFalse();
    }

    @Test
    void talliesOfThePastDoNotSayThatLogsStillCome() {
        tallies().putAll(List.of(at(6, "z")), Marking.OF_THE_PAST, NOW.minusSeconds(7200));
        assertThat(state().newestTally()).isEmpty();
        tallies().put(at(7, "a"), NOW);
        tallies().putAll(List.of(at(8, "b")), Marking.OF_THE_PAST, NOW.plusSeconds(7200));

        assertThat(state().newestTally()).contains(NOW);
    }

    @Test
    void watchingEndsTheClaim() {
        tallies().put(at(7, "a"), NOW);
        assertThat(tallies().claimAndRead(DISTRIBUTION, NOW)).contains(state());
        assertThat(tallies().claimAndRead(DISTRIBUTION, NOW)).isEmpty();
        tallies().watched(state());

        assertThat(tallies().claimAndRead(DISTRIBUTION, NOW)).isPresent();
    }

    @Test
    void anHourThatChangedSinceItWasReadStaysMarkedWithAllItsMinutes() {
        tallies().put(at(7, "a"), NOW);
        tallies().put(in(HOUR - 1, at(59, "b")), NOW);
        DistributionState seen = state();
        tallies().put(at(8, "c"), NOW);
        DistributionState changed = state();
        tallies().watched(seen);

        assertThat(state().marks())
                .containsExactly(Map.entry(HOUR, changed.marks().get(HOUR)));
        assertThat(state().minutes()).containsExactly(minute(7), minute(8));
        assertThat(state().newestMinute()).hasValue(minute(7));
    }

    @Test
    void aSecondTallyOfAnObjectKeepsItsHourMarked() {
        tallies().put(at(7, "a"), NOW);
        DistributionState seen = state();
        tallies().put(at(7, "a"), NOW);
        tallies().watched(seen);

        assertThat(state().isDirty()).isTrue();
        assertThat(state().minutes()).containsExactly(minute(7));
    }

    @Test
    void theNewestMinuteNeverBecomesOlder() {
        tallies().put(at(7, "a"), NOW);
        tallies().watched(state());
        tallies().put(at(5, "b"), NOW);
        tallies().watched(state());

        assertThat(state().newestMinute()).hasValue(minute(7));
        assertThat(state().isDirty()).isFalse();
    }

    @Test
    void watchingAgainWhatAnotherProcessHasWatchedChangesNothing() {
        tallies().put(at(7, "a"), NOW);
        DistributionState seen = state();
        tallies().watched(seen);
        DistributionState watched = state();
        tallies().watched(seen);

        assertThat(state()).isEqualTo(watched);
    }

    @Test
    void statesAreReturnedInTheOrderOfDistributions() {
        tallies().put(of(OTHER_DISTRIBUTION, at(1, "a")), NOW);
        tallies().put(at(2, "a"), NOW);
        tallies().claim("E1EXAMPLE", NOW);

        assertThat(tallies().states())
                .containsExactly(state(), tallies().state(OTHER_DISTRIBUTION).orElseThrow());
    }

    @Test
    void aDistributionIsClaimedByOneCallerUntilTheClaimExpires() {
        assertThat(tallies().claim(DISTRIBUTION, NOW)).isTrue();
        assertThat(tallies().claim(DISTRIBUTION, NOW)).isFalse();
        assertThat(tallies().claim(DISTRIBUTION, NOW.plusSeconds(149))).isFalse();
        assertThat(tallies().claim(OTHER_DISTRIBUTION, NOW)).isTrue();
        assertThat(tallies().claim(DISTRIBUTION, NOW.plusSeconds(150))).isTrue();
        assertThat(tallies().state(DISTRIBUTION)).isEmpty();
    }

    @Test
    void aReleasedDistributionCanBeClaimedAtOnce() {
        tallies().release(DISTRIBUTION);
        tallies().claim(DISTRIBUTION, NOW);
        tallies().release(DISTRIBUTION);

        assertThat(tallies().claim(DISTRIBUTION, NOW)).isTrue();
        assertThat(tallies().state(DISTRIBUTION)).isEmpty();
    }

    @Test
    void aClaimMadeWithAClockFarAheadBlocksNoOtherProcess() {
        tallies().claim(DISTRIBUTION, NOW.plusSeconds(150));
        assertThat(tallies().claim(DISTRIBUTION, NOW)).isFalse();

        tallies().claim(OTHER_DISTRIBUTION, NOW.plusSeconds(151));
        assertThat(tallies().claim(OTHER_DISTRIBUTION, NOW)).isTrue();
    }

    @Test
    void aClaimDoesNotChangeTheState() {
        tallies().put(at(7, "a"), NOW);
        DistributionState before = state();
        tallies().claim(DISTRIBUTION, NOW);
        assertThat(state()).isEqualTo(before);

        SortedSet<Long> minutes = state().minutes();
        tallies().put(at(7, "a"), NOW);
        assertThat(state().minutes()).isEqualTo(minutes);
    }

    @Test
    void theArrivalsAreTheTalliesThatMarkedAnHourSinceItWasWatched() {
        tallies().put(at(7, "a"), NOW);
        tallies().watched(state());
        long before = state().arrivals().number();
        tallies().putAll(List.of(at(8, "b"), at(9, "c"), in(HOUR + 1, at(3, "d"))), Marking.WATCHED, NOW);
        Arrivals arrivals = state().arrivals();

        assertThat(arrivals.number()).isEqualTo(before + 3);
        assertThat(arrivals.hours()).containsOnlyKeys(HOUR, HOUR + 1);
        assertThat(arrivals.hours().get(HOUR).total()).isEqualTo(2);
        assertThat(tallies()
                        .fetch(
                                DISTRIBUTION,
                                HOUR,
                                Set.copyOf(arrivals.hours().get(HOUR).keys())))
                .containsExactlyInAnyOrder(at(8, "b"), at(9, "c"));
        assertThat(state().only(Set.of(HOUR)).arrivals()).isEqualTo(arrivals);
    }

    @Test
    void aTallyThatArrivesAgainIsListedAgainAndFetchedAsItIsNow() {
        tallies().put(tally("a", 20), NOW);
        tallies().put(tally("b", 5), NOW);
        tallies().put(tally("a", 3), NOW);
        List<String> keys = state().arrivals().hours().get(HOUR).keys();

        assertThat(keys).hasSize(3);
        assertThat(keys.get(2)).isEqualTo(keys.get(0));
        assertThat(tallies().fetch(DISTRIBUTION, HOUR, Set.of(keys.get(0)))).containsExactly(tally("a", 3));
    }

    @Test
    void aTallyThatDoesNotExistIsNotFetched() {
        tallies().put(tally("a", 20), NOW);
        Set<String> keys = Set.copyOf(state().arrivals().hours().get(HOUR).keys());

        assertThat(tallies().fetch(DISTRIBUTION, HOUR + 1, keys)).isEmpty();
        assertThat(tallies().fetch(OTHER_DISTRIBUTION, HOUR, keys)).isEmpty();
        assertThat(tallies().fetch(DISTRIBUTION, HOUR, Set.of())).isEmpty();
    }

    @Test
    void watchingSaysWhichHoursItCleared() {
        tallies().put(at(7, "a"), NOW);
        tallies().put(in(HOUR - 1, at(59, "b")), NOW);
        DistributionState seen = state();
        tallies().put(at(8, "c"), NOW);

        assertThat(tallies().watched(seen)).containsExactly(HOUR - 1);
        assertThat(tallies().watched(seen)).isEmpty();
        assertThat(tallies().watched(state())).containsExactly(HOUR);
    }
}
