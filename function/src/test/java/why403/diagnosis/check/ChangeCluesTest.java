package why403.diagnosis.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The clues of several topics are those of one cause. */
class ChangeCluesTest {

    private static final Instant FIRST = Instant.parse("2026-11-24T09:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void theObjectsOfOneBucketAreJoinedAndThoseOfOthersKeptApart() {
        assertThat(ChangeClues.ofObjects("a", List.of(FIRST))
                        .and(ChangeClues.ofObjects("a", List.of(SECOND)))
                        .and(ChangeClues.ofObjects("b", List.of(FIRST)))
                        .written())
                .isEqualTo(Map.of("a", List.of(FIRST, SECOND), "b", List.of(FIRST)));
    }

    @Test
    void bothFunctionsAndTheFirstRuleAreKept() {
        ChangeClues both = ChangeClues.ofWebAcl(Optional.of("rate"))
                .and(ChangeClues.ofFunction("a", Set.of("Url")))
                .and(ChangeClues.ofFunction("b:live", Set.of()));

        assertThat(both.blockingRule()).contains("rate");
        assertThat(both.statements()).isEqualTo(Map.of("a", Set.of("Url"), "b:live", Set.of()));
    }
}
