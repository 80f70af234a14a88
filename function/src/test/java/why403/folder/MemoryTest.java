package why403.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import why403.history.HourSum;
import why403.spike.Incident;
import why403.spike.Phase;
import why403.spike.ScopeIncidents;
import why403.tally.Counting;
import why403.tally.Counting.Request;
import why403.tally.Scope;
import why403.tally.Tally;

/** History and incidents that last one process. */
class MemoryTest {

    private static final String DISTRIBUTION = Counting.DISTRIBUTION;
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Scope PATH = new Scope("path:/img/");

    private final MemoryTallies tallies = new MemoryTallies();
    private final MemoryIncidents incidents = new MemoryIncidents();

    private static Tally tally(String unique, int requests) {
        return Counting.talliesOf(
                        unique,
                        IntStream.range(0, requests)
                                .mapToObj(i -> new Request(i, i % 9 + 1, "www.example.com", "/img/a", i % 2 == 0))
                                .toList())
                .get(0);
    }

    @Test
    void aTallyComesBackAsItWasPutInTheOrderOfIdentities() {
        tallies.put(tally("b", 20), NOW);
        tallies.put(tally("a", 3), NOW);

        assertThat(tallies.of(DISTRIBUTION, Counting.START_HOUR)).containsExactly(tally("a", 3), tally("b", 20));
        assertThat(tallies.of(DISTRIBUTION, Counting.START_HOUR + 1)).isEmpty();
        assertThat(tallies.of("E3EXAMPLE", Counting.START_HOUR)).isEmpty();
    }

    @Test
    void theSameObjectPutAgainTakesThePlaceOfTheFirst() {
        tallies.put(tally("a", 20), NOW);
        tallies.put(tally("a", 20), NOW);
        assertThat(tallies.of(DISTRIBUTION, Counting.START_HOUR)).containsExactly(tally("a", 20));

        tallies.put(tally("a", 3), NOW);
        assertThat(tallies.of(DISTRIBUTION, Counting.START_HOUR)).containsExactly(tally("a", 3));
    }

    @Test
    void sumsComeInTheOrderOfHoursAndBothEndsAreIn() {
        List<HourSum> sums = List.of(sum(5), sum(6), sum(7), sum(8));
        for (int i : List.of(2, 0, 3, 1, 1)) {
            tallies.putSum(sums.get(i), 1);
        }

        assertThat(tallies.sums(DISTRIBUTION, 6, 7)).containsExactly(sums.get(1), sums.get(2));
        assertThat(tallies.sums("E3EXAMPLE", 0, 9)).isEmpty();
    }

    private static HourSum sum(long hour) {
        return HourSum.of(DISTRIBUTION, hour, List.of(tally("a", 10)));
    }

    private static ScopeIncidents state(Scope scope, long version, String... pending) {
        Incident incident = new Incident(
                "id",
                DISTRIBUTION,
                scope,
                Counting.START,
                Counting.START.plusSeconds(60),
                Phase.OPEN,
                false,
                0.01,
                Instant.EPOCH,
                Optional.empty(),
                true,
                Optional.empty());
        return new ScopeIncidents(DISTRIBUTION, scope, version, List.of(incident), "told", List.of(pending));
    }

    private boolean write(ScopeIncidents state) {
        return incidents.write(List.of(state), ScopeIncidents.none(DISTRIBUTION, Scope.WHOLE), NOW);
    }

    @Test
    void aWriteOfWhatWasReadRaisesTheVersion() {
        assertThat(write(state(PATH, 0, "one"))).isTrue();
        assertThat(write(state(Scope.WHOLE, 0))).isTrue();

        assertThat(incidents.of(DISTRIBUTION)).containsExactly(state(Scope.WHOLE, 1), state(PATH, 1, "one"));
        assertThat(incidents.of("E3EXAMPLE")).isEmpty();
    }

    @Test
    void aWriteAfterSomebodyElsesIsRefusedAndChangesNothing() {
        write(state(PATH, 0, "one"));

        assertThat(write(state(PATH, 0, "two"))).isFalse();
        assertThat(write(state(PATH, 2, "two"))).isFalse();
        assertThat(incidents.of(DISTRIBUTION)).containsExactly(state(PATH, 1, "one"));
        assertThat(incidents.write(
                        List.of(state(PATH, 1, "two")),
                        ScopeIncidents.none(DISTRIBUTION, Scope.WHOLE),
                        NOW.plusSeconds(60)))
                .isTrue();
    }

    @Test
    void aNoticeThatWasPublishedIsNoLongerPending() {
        write(state(PATH, 0, "one", "two"));
        incidents.published(state(PATH, 1), "one");
        incidents.published(state(PATH, 1), "one");

        assertThat(incidents.of(DISTRIBUTION))
                .extracting(ScopeIncidents::pending)
                .containsExactly(List.of("two"));
    }
}
