package why403.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchBackoffTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final WatchBackoff backoff = new WatchBackoff();

    private List<Long> minutesOfPauses(int failures) {
        return IntStream.range(0, failures)
                .mapToObj(failure ->
                        Duration.between(NOW, backoff.ended("E2EXAMPLE", NOW)).toMinutes())
                .toList();
    }

    @Test
    void eachPauseIsTwiceAsLongUpToAnHour() {
        assertThat(minutesOfPauses(8)).containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void aSuccessMakesTheNextPauseShort() {
        minutesOfPauses(5);
        backoff.succeeded("E2EXAMPLE");

        assertThat(minutesOfPauses(1)).containsExactly(2L);
    }

    @Test
    void aPauseHoldsOnlyForItsDistributionAndUntilItsEnd() {
        backoff.ended("E2EXAMPLE", NOW);

        assertThat(backoff.pause("E2EXAMPLE", NOW.plusSeconds(119))).contains(NOW.plusSeconds(120));
        assertThat(backoff.pause("E2EXAMPLE", NOW.plusSeconds(120))).isEmpty();
        assertThat(backoff.pause("E3EXAMPLE", NOW)).isEmpty();
    }
}
