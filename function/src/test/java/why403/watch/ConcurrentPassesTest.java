package why403.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import why403.alert.RenderedNotice;
import why403.history.RecentHours;
import why403.log.LogText;
import why403.spike.IncidentMachine;
import why403.spike.Incidents;
import why403.spike.PastProgress;
import why403.spike.ScopeIncidents;
import why403.spike.Sensitivity;
import why403.trigger.LogObject;

/** Two passes over one distribution, each of which knows a different part of the same failure. */
class ConcurrentPassesTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");
    private static final LogObject ON_A_PATH = object("path");
    private static final LogObject ON_A_HOST = object("host");

    private final Ports ports = new Ports();
    private int ticks;

    private static LogObject object(String unique) {
        return new LogObject("example-logs", "cdn/E2EXAMPLE.2026-11-24-09." + unique + ".gz");
    }

    /** A thousand requests a minute, of which fifty are usually forbidden; then thirty more, all on a path that few request. */
    private static byte[] path() {
        LogText log = new LogText();
        for (Instant minute = NINE.minusSeconds(3600); minute.isBefore(NINE); minute = minute.plusSeconds(60)) {
            usual(log, minute);
        }
        usual(log, NINE);
        requests(log, NINE, 30, 30, "www.example.com", "/a/");
        return log.bytes();
    }

    /** Fifty forbidden requests for a host that few request. */
    private static byte[] host() {
        LogText log = new LogText();
        requests(log, NINE, 50, 50, "old.example.com", "/z/");
        return log.bytes();
    }

    private static void usual(LogText log, Instant minute) {
        requests(log, minute, 1000, 50, "www.example.com", "/z/");
        requests(log, minute, 1, 0, "www.example.com", "/a/");
        requests(log, minute, 1, 0, "old.example.com", "/z/");
    }

    private static void requests(LogText log, Instant minute, int all, int forbidden, String host, String path) {
        for (int i = 0; i < all; i++) {
            boolean served = i >= forbidden;
            log.line(LogText.record(
                    minute.plusSeconds(i % 60),
                    "192.0.2." + (1 + i % 250),
                    host,
                    path + i % 5,
                    served ? 200 : 403,
                    served ? "Hit" : "Error"));
        }
    }

    @Test
    void twoConcurrentPassesReportOneFailureInOneDimensionOnly() {
        ports.objects.put(ON_A_PATH, path());
        ports.objects.put(ON_A_HOST, host());
        tally(ON_A_PATH);
        boolean[] came = {false};
        Incidents meeting = new Meeting(() -> {
            came[0] = true;
            tally(ON_A_HOST);
            tick(ports);
        });

        tick(meeting);
        tick(ports);

        assertThat(came[0]).isTrue();
        assertThat(ports.published)
                .extracting(RenderedNotice::json)
                .singleElement()
                .asString()
                .contains("\"scope\":\"host:old.example.com\"");
    }

    private void tally(LogObject object) {
        ports.tally(NOON, object);
    }

    /** The clocks differ, so no tick finds a claim of another one. */
    private void tick(Incidents incidents) {
        ticks++;
        Timekeeper time = Timekeeper.endless(() -> NOON.plus(Duration.ofMinutes(10L * ticks)));
        new Watch(
                        ports.logs(ports, time),
                        ports.tallies,
                        incidents,
                        ports,
                        ports,
                        new IncidentMachine(Sensitivity.NORMAL),
                        WatchOptions.EVERYTHING,
                        new WatchBackoff(),
                        new RecentHours(0),
                        time)
                .watchAll(ports.tallies.states());
    }

    /** Runs an action before the first write. */
    private final class Meeting implements Incidents {

        private Optional<Runnable> meanwhile;

        private Meeting(Runnable meanwhile) {
            this.meanwhile = Optional.of(meanwhile);
        }

        @Override
        public List<ScopeIncidents> of(String distribution) {
            return ports.of(distribution);
        }

        @Override
        public boolean write(List<ScopeIncidents> states, ScopeIncidents whole, Instant now) {
            Optional<Runnable> first = meanwhile;
            meanwhile = Optional.empty();
            first.ifPresent(Runnable::run);
            return ports.write(states, whole, now);
        }

        @Override
        public Optional<ScopeIncidents> claim(ScopeIncidents state, Instant now) {
            return ports.claim(state, now);
        }

        @Override
        public void published(ScopeIncidents claimed, String notice) {
            ports.published(claimed, notice);
        }

        @Override
        public Optional<PastProgress> past(String distribution) {
            return ports.past(distribution);
        }

        @Override
        public void putPast(PastProgress progress) {
            ports.putPast(progress);
        }

        @Override
        public void release(ScopeIncidents claimed) {
            ports.release(claimed);
        }
    }
}
