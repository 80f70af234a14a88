package why403.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import why403.history.DistributionTraffic;
import why403.history.HourTallies;
import why403.history.HourTraffic;
import why403.history.RecentHours;
import why403.log.LogText;
import why403.tally.Counts;
import why403.tally.Scope;
import why403.trigger.LogObject;

/** An hour in which every object has different paths. */
class HourTalliesTest {

    private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");
    private static final long HOUR = HourTallies.hourOf(NINE);
    private static final int OBJECTS = 8;
    private static final int PATHS = 40;
    private static final Scope BUSY = new Scope("path:/busy/");
    private static final Scope RARE = new Scope("path:/7-39/");

    private final Ports ports = new Ports();

    HourTalliesTest() {
        for (int i = 0; i < OBJECTS; i++) {
            LogObject object = new LogObject("example-logs", "cdn/E2EXAMPLE.2026-11-24-09." + i + ".gz");
            ports.objects.put(object, log(i));
            ports.tally(NINE, object);
        }
    }

    private static byte[] log(int object) {
        LogText log = new LogText();
        for (int i = 0; i < PATHS; i++) {
            log.line(record("/" + object + "-" + i + "/a.png")).line(record("/busy/a.png"));
        }
        return log.bytes();
    }

    private static String record(String path) {
        return LogText.record(NINE, "192.0.2.1", "www.example.com", path, 200, "Hit");
    }

    private HourTallies hours() {
        return new HourTallies(ports.tallies, "E2EXAMPLE", new RecentHours(0));
    }

    private static DistributionTraffic traffic(HourTraffic hour) {
        return new DistributionTraffic(Map.of(HOUR, hour), List.of());
    }

    @Test
    void theTrafficOfAnHourContainsOnlyTheScopesOfItsSum() {
        HourTallies hours = hours();
        DistributionTraffic traffic = traffic(hours.traffic(HOUR, Set.of()));

        assertThat(traffic.scopes(HOUR * 60))
                .isSubsetOf(hours.sum(HOUR, Set.of()).bins().keySet())
                .contains(Scope.WHOLE, BUSY)
                .doesNotContain(RARE);
        assertThat(traffic.minute(BUSY, HOUR * 60)).isEqualTo(new Counts(OBJECTS * PATHS, 0, 0));
    }

    @Test
    void aRequestedScopeIsIncludedEvenIfItIsRare() {
        assertThat(traffic(hours().traffic(HOUR, Set.of(RARE))).minute(RARE, HOUR * 60))
                .isEqualTo(new Counts(1, 0, 0));
    }
}
