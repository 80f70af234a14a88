package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import why403.tally.Counting;
import why403.tally.Scope;

/** The contract of every store of incidents. */
public abstract class IncidentsContract {

    protected static final String DISTRIBUTION = Counting.DISTRIBUTION;
    protected static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    protected static final Scope PATH = new Scope("path:/img/");
    protected static final Scope HOST = new Scope("host:www.example.com");
    protected static final ScopeIncidents NO_WHOLE = ScopeIncidents.none(DISTRIBUTION, Scope.WHOLE);

    /** The tested store, empty at first. */
    protected abstract Incidents incidents();

    protected static Incident incident(Scope scope, Phase phase) {
        return new Incident(
                DISTRIBUTION + "-" + scope.name(),
                DISTRIBUTION,
                scope,
                Counting.START,
                Counting.START.minusSeconds(240),
                Counting.START.plusSeconds(60),
                phase,
                phase == Phase.RESOLVED,
                1.0 / 3,
                phase == Phase.OPEN,
                Counting.START.plusSeconds(120),
                phase == Phase.OPEN ? Optional.empty() : Optional.of(Counting.START.plusSeconds(900)),
                phase == Phase.OPEN,
                phase == Phase.OPEN
                        ? Optional.of(LastReport.none(0.1, Counting.START).opened("waf-blocked"))
                        : Optional.empty());
    }

    protected static ScopeIncidents state(Scope scope, long version, String... pending) {
        List<Incident> both = List.of(incident(scope, Phase.RESOLVED), incident(scope, Phase.OPEN));
        return new ScopeIncidents(DISTRIBUTION, scope, version, both, "causes of " + scope, List.of(pending));
    }

    protected final boolean write(ScopeIncidents state) {
        return write(state, NOW);
    }

    private boolean write(ScopeIncidents state, Instant now) {
        return incidents().write(List.of(state), NO_WHOLE, now);
    }

    protected final ScopeIncidents only() {
        assertThat(incidents().of(DISTRIBUTION)).hasSize(1);
        return incidents().of(DISTRIBUTION).get(0);
    }

    @Test
    void aWriteRaisesTheVersion() {
        assertThat(write(state(PATH, 0, "one"))).isTrue();
        assertThat(write(state(Scope.WHOLE, 0))).isTrue();

        assertThat(incidents().of(DISTRIBUTION)).containsExactly(state(Scope.WHOLE, 1), state(PATH, 1, "one"));
        assertThat(incidents().of("E3EXAMPLE")).isEmpty();
    }

    @Test
    void scopesThatAreNotWrittenStayUnchanged() {
        ScopeIncidents empty = ScopeIncidents.none(DISTRIBUTION, PATH);
        write(empty);
        assertThat(only()).isEqualTo(empty.withVersion(1));
    }

    @Test
    void theProgressOfThePastIsReplaced() {
        PastProgress none = PastProgress.none(DISTRIBUTION, NOW, 493_000);
        PastProgress some = none.skippedTo(493_006)
                .evaluatedTo(
                        493_012,
                        29_580_007,
                        List.of(incident(PATH, Phase.RESOLVED), incident(Scope.WHOLE, Phase.OPEN)));
        assertThat(incidents().past(DISTRIBUTION)).isEmpty();

        incidents().putPast(none);
        assertThat(incidents().past(DISTRIBUTION)).contains(none);
        incidents().putPast(some);
        assertThat(incidents().past(DISTRIBUTION)).contains(some);
        assertThat(incidents().past("E3EXAMPLE")).isEmpty();
        assertThat(incidents().of(DISTRIBUTION)).isEmpty();
    }

    @Test
    void aWriteOfAnOldVersionIsRefusedAndChangesNothing() {
        write(state(PATH, 0, "one"));

        assertThat(write(state(PATH, 0, "two"))).isFalse();
        assertThat(write(state(PATH, 2, "two"))).isFalse();
        assertThat(only()).isEqualTo(state(PATH, 1, "one"));
        assertThat(write(state(PATH, 1, "two"), NOW.plusSeconds(60))).isTrue();
    }

    @Test
    void oneStaleStateCausesTheWholeWriteToBeRefused() {
        write(state(PATH, 0));

        assertThat(incidents().write(List.of(state(HOST, 0), state(PATH, 0)), NO_WHOLE, NOW))
                .isFalse();
        assertThat(only()).isEqualTo(state(PATH, 1));
        assertThat(incidents().write(List.of(state(HOST, 0), state(PATH, 1)), NO_WHOLE, NOW))
                .isTrue();
    }

    @Test
    void aWriteIsRefusedIfTheStateOfTheWholeDistributionHasChanged() {
        write(state(Scope.WHOLE, 0));

        assertThat(write(state(PATH, 0))).isFalse();
        assertThat(incidents().write(List.of(state(PATH, 0)), state(Scope.WHOLE, 2), NOW))
                .isFalse();
        assertThat(incidents().write(List.of(state(PATH, 0)), state(Scope.WHOLE, 1), NOW))
                .isTrue();
    }

    @Test
    void publishedNoticesAreRemovedOldestFirst() {
        write(state(PATH, 0, "one", "two", "three"));
        incidents().published(state(PATH, 0), "one");
        incidents().published(state(PATH, 0), "one");
        incidents().published(state(PATH, 0), "three");
        assertThat(only().pending()).containsExactly("two", "three");

        incidents().published(state(PATH, 0), "two");
        incidents().published(state(PATH, 0), "three");
        assertThat(only().pending()).isEmpty();
        assertThat(only().version()).isEqualTo(4);
    }

    @Test
    void theWriterHoldsTheClaimOnItsNoticesForAMinute() {
        write(state(PATH, 0, "one"));

        assertThat(incidents().claim(only(), NOW.plusSeconds(59))).isEmpty();
        assertThat(write(state(PATH, 1, "one", "two"), NOW.plusSeconds(59))).isFalse();
        assertThat(incidents().claim(only(), NOW.plusSeconds(60))).contains(state(PATH, 2, "one"));
    }

    @Test
    void onlyOneOfTwoProcessesCanClaim() {
        write(state(PATH, 0, "one"));
        ScopeIncidents read = only();
        Instant later = NOW.plusSeconds(60);

        assertThat(incidents().claim(read, later)).contains(read.withVersion(2));
        assertThat(incidents().claim(read, later)).isEmpty();
        assertThat(incidents().claim(only(), later)).isEmpty();
        assertThat(write(only(), later)).isFalse();
    }

    @Test
    void aReleasedClaimCanBeTakenAtOnce() {
        write(state(PATH, 0, "one"));
        ScopeIncidents claimed = incidents().claim(only(), NOW.plusSeconds(60)).orElseThrow();
        incidents().release(claimed);

        assertThat(incidents().claim(only(), NOW.plusSeconds(61))).isPresent();
    }

    @Test
    void aReleasedClaimOfAWriterCanBeTakenAtOnce() {
        ScopeIncidents written = state(PATH, 0, "one", "two");
        write(written);
        incidents().published(written, "one");
        incidents().release(written);

        assertThat(incidents().claim(only(), NOW)).isPresent();
    }

    @Test
    void aWriteWithoutPendingNoticesBlocksNobody() {
        ScopeIncidents written = state(PATH, 0, "one");
        write(written);
        incidents().published(written, "one");

        assertThat(write(only())).isTrue();
    }

    @Test
    void aClaimMadeWithAClockFarAheadBlocksNoOtherProcess() {
        write(state(PATH, 0, "one"), NOW.plusSeconds(61));
        assertThat(write(state(PATH, 1, "one", "two"))).isTrue();

        write(state(HOST, 0, "one"), NOW.plusSeconds(60));
        assertThat(write(state(HOST, 1, "one", "two"))).isFalse();
    }
}
