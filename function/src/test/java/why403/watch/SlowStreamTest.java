package why403.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import why403.log.LogText;
import why403.tally.Horizon;
import why403.trigger.LogObject;

/** Between other objects, one that delivers a byte every nine seconds. */
class SlowStreamTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration TIME = Duration.ofMinutes(5);
    private static final LogObject GOOD = object("good");
    private static final LogObject SLOW = object("slow");
    private static final LogObject LATER = object("later");

    private final Ports ports = new Ports();
    private final AtomicLong seconds = new AtomicLong();

    private static LogObject object(String unique) {
        return new LogObject("example-logs", "cdn/E2EXAMPLE.2026-11-24-09." + unique + ".gz");
    }

    private Instant now() {
        return NOON.plusSeconds(seconds.get());
    }

    private InputStream open(LogObject object) {
        byte[] log = new LogText().quiet(1).bytes();
        return object.equals(SLOW)
                ? new ByteArrayInputStream(log) {
                    @Override
                    public synchronized int read(byte[] into, int from, int most) {
                        seconds.addAndGet(9);
                        return super.read(into, from, 1);
                    }
                }
                : new ByteArrayInputStream(log);
    }

    @Test
    void aSlowObjectDelaysOnlyItselfAndTheObjectsThatNoTimeIsLeftFor() {
        TallyResult tallied = ports.tallier(this::open, Timekeeper.within(this::now, TIME))
                .tally(List.of(GOOD, SLOW, LATER), Horizon.ofClock(NOON));

        assertThat(now()).isBefore(NOON.plus(TIME));
        assertThat(tallied.counted()).containsOnlyKeys(GOOD);
        assertThat(tallied.deferred()).containsOnlyKeys(SLOW, LATER);
        assertThat(tallied.deferred().get(SLOW)).contains("too slowly", "delivered again");
        assertThat(tallied.deferred().get(LATER)).contains("because the time ran out", "delivered again");
        assertThat(tallied.failed()).containsOnlyKeys(SLOW, LATER);
    }
}
