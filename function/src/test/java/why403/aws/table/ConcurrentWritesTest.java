package why403.aws.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import why403.history.AllTallies;
import why403.history.DistributionState;
import why403.history.HourSum;
import why403.spike.ScopeIncidents;
import why403.tally.Counting;
import why403.tally.Counting.Request;
import why403.tally.Counts;
import why403.tally.Scope;
import why403.tally.Tally;

/** Many processes use one table at once, each with its own adapters. */
class ConcurrentWritesTest {

    private static final int THREADS = 16;
    private static final Instant NOW = Instant.parse("2026-11-24T10:05:00Z");
    private static final String DISTRIBUTION = Counting.DISTRIBUTION;
    private static final long HOUR = Counting.START_HOUR;
    private static final Scope PATH = new Scope("path:/img/");
    private static final ScopeIncidents NONE = ScopeIncidents.none(DISTRIBUTION, Scope.WHOLE);

    private final LocalTable table = LocalTable.create();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void close() {
        threads.shutdownNow();
        table.close();
    }

    private DynamoTallies tallies() {
        return new DynamoTallies(
                table.client(),
                table.name(),
                InstantSource.fixed(NOW),
                problem -> assertThat(problem).isEmpty());
    }

    private DynamoIncidents incidents() {
        return new DynamoIncidents(table.client(), table.name(), InstantSource.fixed(NOW));
    }

    private <T> List<T> atOnce(IntFunction<Callable<T>> work) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        for (Future<T> result :
                threads.invokeAll(IntStream.range(0, THREADS).mapToObj(work).toList())) {
            results.add(result.get());
        }
        return results;
    }

    private static Tally tally(int minute) {
        return Counting.talliesOf("m" + minute, List.of(new Request(minute * 60, 1, "www.example.com", "/", true)))
                .get(0);
    }

    private static ScopeIncidents state(String... pending) {
        return new ScopeIncidents(DISTRIBUTION, PATH, 0, List.of(), "causes", List.of(pending));
    }

    @Test
    void sixteenPutsOfATallyCountOnceAndRaiseTheMarkSixteenTimes() throws Exception {
        atOnce(thread -> () -> {
            tallies().put(tally(7), NOW);
            return thread;
        });

        assertThat(AllTallies.of(tallies(), DISTRIBUTION, HOUR)).containsExactly(tally(7));
        assertThat(tallies().state(DISTRIBUTION).orElseThrow().marks())
                .containsEntry(HOUR, NOW.toEpochMilli() + THREADS);
    }

    @Test
    void theMinutesOfConcurrentPutsAreAllMarked() throws Exception {
        atOnce(thread -> () -> {
            tallies().put(tally(thread), NOW);
            return thread;
        });

        assertThat(tallies().state(DISTRIBUTION).orElseThrow().minutes()).hasSize(THREADS);
    }

    @Test
    void aProcessMarksOnlyItsNewMinutesAfterAnotherHasClearedTheHour() {
        DynamoTallies one = tallies();
        one.put(tally(3), NOW);
        tallies().watched(tallies().state(DISTRIBUTION).orElseThrow());
        one.put(tally(5), NOW);
        one.put(tally(6), NOW);

        assertThat(tallies().state(DISTRIBUTION).orElseThrow().minutes()).containsExactly(HOUR * 60 + 5, HOUR * 60 + 6);
    }

    @Test
    void everyConcurrentPutIsEventuallyWatched() throws Exception {
        atOnce(thread -> () -> {
            for (int minute = thread; minute < 60; minute += THREADS) {
                tallies().put(tally(minute), NOW);
                tallies().state(DISTRIBUTION).ifPresent(this::watch);
            }
            return thread;
        });

        assertThat(tallies().state(DISTRIBUTION))
                .hasValueSatisfying(state -> assertThat(state.isDirty()).isFalse());
        List<HourSum> sums = tallies().sums(DISTRIBUTION, HOUR, HOUR);
        assertThat(sums).hasSize(1);
        assertThat(IntStream.range(0, 12)
                        .mapToObj(bin -> sums.get(0).bin(Scope.WHOLE, bin))
                        .reduce(Counts.NONE, Counts::plus)
                        .requests())
                .isEqualTo(60);
    }

    private void watch(DistributionState seen) {
        DynamoTallies tallies = tallies();
        seen.marks()
                .forEach((hour, mark) -> tallies.putSum(
                        HourSum.of(DISTRIBUTION, hour, AllTallies.of(tallies, DISTRIBUTION, hour)), mark));
        tallies.watched(seen);
    }

    @Test
    void onlyOneOfSixteenThreadsClaimsADistribution() throws Exception {
        assertThat(atOnce(thread -> () -> tallies().claim(DISTRIBUTION, NOW)))
                .containsOnlyOnce(true)
                .hasSize(THREADS);
    }

    @Test
    void onlyOneOfSixteenWritesOfAVersionSucceeds() throws Exception {
        List<Boolean> written = atOnce(thread -> () -> incidents().write(List.of(state("by " + thread)), NONE, NOW));

        assertThat(written).containsOnlyOnce(true);
        assertThat(incidents().of(DISTRIBUTION))
                .containsExactly(state("by " + written.indexOf(true)).withVersion(1));
    }

    @Test
    void onlyOneOfSixteenThreadsClaimsThePendingNotices() throws Exception {
        incidents().write(List.of(state("one")), NONE, NOW);
        ScopeIncidents read = incidents().of(DISTRIBUTION).get(0);
        Instant later = NOW.plusSeconds(60);

        assertThat(atOnce(thread -> () -> incidents().claim(read, later).isPresent()))
                .containsOnlyOnce(true);
        assertThat(incidents().claim(incidents().of(DISTRIBUTION).get(0), later))
                .isEmpty();
    }

    @Test
    void aNoticeIsRemovedOnlyOnceByConcurrentThreads() throws Exception {
        incidents().write(List.of(state("one", "two")), NONE, NOW);
        atOnce(thread -> () -> {
            incidents().published(state(), "one");
            return thread;
        });

        assertThat(incidents().of(DISTRIBUTION))
                .extracting(ScopeIncidents::pending)
                .containsExactly(List.of("two"));
    }

    @Test
    void anExpiredClaimCannotReleaseTheNextClaim() {
        DynamoIncidents slow = incidents();
        slow.write(List.of(state("one")), NONE, NOW);
        DynamoIncidents other = incidents();
        Instant later = NOW.plusSeconds(60);
        other.claim(other.of(DISTRIBUTION).get(0), later);
        slow.release(state("one"));

        assertThat(incidents().claim(incidents().of(DISTRIBUTION).get(0), later))
                .isEmpty();
    }
}
