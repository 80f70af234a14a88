package why403.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.history.DistributionState;

/** Where ticks begin. */
class TurnsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static List<DistributionState> states(int all) {
        return IntStream.range(0, all)
                .mapToObj(i -> new DistributionState(
                        String.format("E%04d", i), OptionalLong.empty(), Optional.empty(), Map.of(), new TreeSet<>()))
                .toList();
    }

    private static List<String> ids(List<DistributionState> states) {
        return states.stream().map(DistributionState::distribution).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 60, 1_000})
    void everyDistributionIsFirstOnceInAsManyMinutesAsThereAreDistributions(int all) {
        Set<String> first = new HashSet<>();
        IntStream.range(0, all)
                .mapToObj(minute -> Turns.ofMinute(states(all), NOON.plusSeconds(60L * minute)))
                .forEach(turned -> first.add(turned.get(0).distribution()));

        assertThat(first).hasSize(all);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1_000})
    void ticksThatReachATenthReachAllWithinTwentyMinutes(int all) {
        Set<String> reached = new HashSet<>();
        IntStream.range(0, 20)
                .mapToObj(minute -> Turns.ofMinute(states(all), NOON.plusSeconds(60L * minute)))
                .forEach(turned -> reached.addAll(ids(turned.subList(0, all / 10))));

        assertThat(reached).hasSize(all);
    }

    @Test
    void aTurnBeginsAtTheGivenDistributionOrTheNextOne() {
        assertThat(ids(Turns.from(states(4), "E0002"))).containsExactly("E0002", "E0003", "E0000", "E0001");
        assertThat(ids(Turns.from(states(4), "E0001-gone"))).containsExactly("E0002", "E0003", "E0000", "E0001");
        assertThat(ids(Turns.from(states(2), "E9999"))).containsExactly("E0000", "E0001");
        assertThat(Turns.from(List.of(), "E0001")).isEmpty();
    }
}
