package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import why403.spike.rule.Minutes;
import why403.spike.rule.PlannedTraffic;

/** A client that keeps retrying after an outage. */
class ClientAfterIncidentTest {

    private static final int START = 600;
    private static final int SECOND = START + 500;

    @Test
    void anIncidentResolvesAlthoughOneClientIsStillRefusedAndTheNextOneIsReported() {
        PlannedTraffic traffic = new PlannedTraffic()
                .with("*", 0, START, 200, 2)
                .with("*", START, START + 20, 200, 40)
                .with("*", START + 20, SECOND + 300, 230, 32)
                .with("*", SECOND, SECOND + 60, 230, 102);
        for (int minute = START + 5; minute < SECOND + 300; minute += Minutes.PER_BIN) {
            traffic.withClient("*", minute, 7, 150, 150);
        }

        assertThat(Story.ofAStepAMinute(traffic).notices())
                .filteredOn(notice -> !notice.endsWith("one client"))
                .containsExactly("OPENED *", "RESOLVED *", "OPENED *", "RESOLVED *");
    }
}
