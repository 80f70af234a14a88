package why403.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import why403.folder.MemoryTallies;
import why403.tally.Counting;
import why403.tally.Counting.Request;
import why403.tally.Counts;
import why403.tally.ErrorMapping;
import why403.tally.Scope;
import why403.tally.Tally;

/** What a process reads of an hour that it has read before. */
class RecentHoursTest {

    private static final String DISTRIBUTION = Counting.DISTRIBUTION;
    private static final long HOUR = Counting.START_HOUR;
    private static final Instant NOW = Counting.START;

    private final MemoryTallies stored = new MemoryTallies();
    private final List<String> reads = new ArrayList<>();
    private final Tallies tallies = new Reads(stored, reads);
    private final RecentHours recent = new RecentHours(1 << 24);
    private boolean refuses;

    private final class Reads extends ForwardedTallies {

        private final List<String> reads;

        Reads(Tallies tallies, List<String> reads) {
            super(tallies);
            this.reads = reads;
        }

        @Override
        public void visit(String distribution, long hour, Consumer<Tally> visitor) {
            reads.add("all");
            super.visit(distribution, hour, visitor);
        }

        @Override
        public List<Tally> fetch(String distribution, long hour, Set<String> keys) {
            reads.add(keys.size() + " new");
            if (refuses) {
                throw new StoreException("The table is throttled");
            }
            return super.fetch(distribution, hour, keys);
        }
    }

    private static Tally tally(String unique, int requests) {
        return Counting.talliesOf(
                        unique,
                        IntStream.range(0, requests)
                                .mapToObj(i -> new Request(i, 1, "www.example.com", "/img/a", false))
                                .toList())
                .get(0);
    }

    private void put(String unique, int requests) {
        stored.put(tally(unique, requests), NOW);
    }

    private long requests() {
        HourSum sum = recent.summary(tallies, DISTRIBUTION, HOUR, Set.of()).sum();
        return IntStream.range(0, 12)
                .mapToObj(bin -> sum.bin(Scope.WHOLE, bin))
                .mapToLong(Counts::requests)
                .sum();
    }

    private long pass() {
        DistributionState state = stored.state(DISTRIBUTION).orElseThrow();
        recent.learn(state);
        long requests = requests();
        recent.cleared(DISTRIBUTION, stored.watched(state));
        return requests;
    }

    @Test
    void onlyTheNewTalliesAreRead() {
        put("a", 3);
        assertThat(pass()).isEqualTo(3);
        put("b", 4);
        put("c", 5);
        assertThat(pass()).isEqualTo(12);
        put("d", 1);
        assertThat(pass()).isEqualTo(13);

        assertThat(reads).containsExactly("all", "2 new", "1 new");
    }

    @Test
    void anHourWithoutNewTalliesIsNotReadAgain() {
        put("a", 3);
        pass();
        assertThat(recent.has(DISTRIBUTION, HOUR)).isTrue();
        assertThat(requests()).isEqualTo(3);

        assertThat(reads).containsExactly("all");
    }

    @Test
    void theSameTallyAgainCountsOnce() {
        put("a", 3);
        pass();
        put("a", 3);
        assertThat(pass()).isEqualTo(3);

        assertThat(reads).containsExactly("all", "1 new");
    }

    @Test
    void aTallyThatReplacesAnotherMakesTheHourReadAgain() {
        put("a", 3);
        put("b", 4);
        pass();
        put("a", 1);
        assertThat(pass()).isEqualTo(5);

        assertThat(reads).containsExactly("all", "1 new", "all");
    }

    @Test
    void aTallyUnderAnotherMappingReplacesTheEarlierOne() {
        put("a", 3);
        pass();
        Tally before = tally("a", 3);
        stored.put(
                new Tally(
                        before.distribution(),
                        before.hour(),
                        before.object(),
                        new ErrorMapping(Map.of(403, 404)),
                        before.scopes(),
                        before.totals()),
                NOW);
        assertThat(pass()).isEqualTo(3);

        assertThat(reads).containsExactly("all", "1 new", "all");
    }

    @Test
    void whatAnotherProcessClearedMakesTheHourReadAgain() {
        put("a", 3);
        pass();
        put("b", 4);
        stored.watched(stored.state(DISTRIBUTION).orElseThrow());
        put("c", 5);
        assertThat(pass()).isEqualTo(12);

        assertThat(reads).containsExactly("all", "all");
    }

    @Test
    void aMarkThatCouldNotBeClearedIsNotReadTwice() {
        put("a", 3);
        pass();
        put("b", 4);
        DistributionState state = stored.state(DISTRIBUTION).orElseThrow();
        recent.learn(state);
        assertThat(requests()).isEqualTo(7);
        put("c", 5);
        recent.cleared(DISTRIBUTION, stored.watched(state));
        assertThat(pass()).isEqualTo(12);

        assertThat(reads).containsExactly("all", "1 new", "1 new");
    }

    @Test
    void aReadThatFailedIsRepeated() {
        put("a", 3);
        pass();
        put("b", 4);
        recent.learn(stored.state(DISTRIBUTION).orElseThrow());
        refuses = true;
        assertThat(catchThrowable(this::requests)).isInstanceOf(StoreException.class);
        refuses = false;
        assertThat(pass()).isEqualTo(7);

        assertThat(reads).containsExactly("all", "1 new", "1 new");
    }

    @Test
    void withoutMemoryEveryPassReadsTheWholeHour() {
        RecentHours none = new RecentHours(0);
        put("a", 3);
        none.learn(stored.state(DISTRIBUTION).orElseThrow());
        none.summary(tallies, DISTRIBUTION, HOUR, Set.of());

        assertThat(none.has(DISTRIBUTION, HOUR)).isFalse();
    }

    @Test
    void theHourThatWasNotUsedForLongestIsForgottenFirst() {
        put("a", 3);
        Tally later = tally("a", 3);
        stored.put(
                new Tally(
                        later.distribution(),
                        HOUR + 1,
                        later.object(),
                        later.mapping(),
                        later.scopes(),
                        later.totals()),
                NOW);
        RecentHours small = new RecentHours(8_000);
        small.learn(stored.state(DISTRIBUTION).orElseThrow());
        small.summary(tallies, DISTRIBUTION, HOUR, Set.of());
        assertThat(small.has(DISTRIBUTION, HOUR)).isTrue();
        small.summary(tallies, DISTRIBUTION, HOUR + 1, Set.of());

        assertThat(small.has(DISTRIBUTION, HOUR)).isFalse();
        assertThat(small.has(DISTRIBUTION, HOUR + 1)).isTrue();
    }
}
