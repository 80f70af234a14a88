package why403.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import why403.log.LogText;
import why403.spike.Incident;
import why403.tally.Horizon;
import why403.trigger.LogObject;

/** Log objects that arrive after newer ones, on both sides of a full hour. */
class LateObjectsTest {

    private static final Instant CLOCK = Instant.parse("2026-11-24T13:00:00Z");

    private final Ports ports = new Ports();
    private int objects;

    private void arrives(LogText log) {
        LogObject object = new LogObject("example-logs", "cdn/E2EXAMPLE.2026-11-24-09." + objects++ + ".gz");
        ports.objects.put(object, log.bytes());
        ports.replay(CLOCK, Horizon.ofEvent(CLOCK), WatchOptions.EVERYTHING, object);
    }

    private List<Incident> incidents() {
        return ports.of("E2EXAMPLE").stream()
                .flatMap(scope -> scope.incidents().stream())
                .toList();
    }

    @Test
    void lateMinutesCompleteAWindowThatEndsInTheNextHour() {
        arrives(new LogText().quiet(118));
        arrives(new LogText().at("2026-11-24T10:00:00Z").onlyForbidden(2, 3).quiet(5));
        assertThat(incidents()).isEmpty();

        arrives(new LogText().at("2026-11-24T09:58:00Z").onlyForbidden(2, 3));

        assertThat(incidents()).extracting(Incident::from).containsExactly(Instant.parse("2026-11-24T09:58:00Z"));
    }

    @Test
    void aSecondOutageIsReportedAlthoughTheLastMinutesOfTheFirstCameAfterItsEnd() {
        arrives(new LogText().quiet(60).refusals(55));
        arrives(new LogText().at("2026-11-24T10:00:00Z").quiet(60));
        assertThat(ids()).hasSize(2);
        arrives(new LogText().at("2026-11-24T09:55:00Z").refusals(5));
        assertThat(ids()).hasSize(2);

        arrives(new LogText().at("2026-11-24T11:00:00Z").quiet(60).refusals(6));

        assertThat(incidents())
                .extracting(Incident::to)
                .containsExactly(Instant.parse("2026-11-24T10:00:00Z"), Instant.parse("2026-11-24T12:06:00Z"));
        assertThat(ids()).hasSize(3);
    }

    private List<String> ids() {
        return ports.published.stream().map(notice -> notice.id()).toList();
    }
}
