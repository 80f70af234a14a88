package why403.benchmark.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import why403.benchmark.detection.PathWatch.PathAlert;
import why403.tally.Scope;

/** A site with 5,000 requests a minute and 200 paths, watched for three hours before anything happens. */
class PathSiteTest {

    private static final int BEGIN = 3 * 60;
    private static final int MINUTES = BEGIN + 60;

    private static List<PathAlert> alerts(PathIncident... incidents) {
        PathSite site = new PathSite(1, 200, MINUTES, (paths, minutes, random) -> List.of(incidents));
        return PathWatch.alerts(site, MINUTES);
    }

    /** The path of rank 57 is not among the forty with the most requests. */
    @Test
    void anOutageOfAPathWithThreeInAThousandRequestsIsFoundWithinFiveMinutes() {
        assertThat(alerts(new PathIncident(BEGIN, 15, 56, 1, 0)))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.scope()).isEqualTo(new Scope("path:/p057/"));
                    assertThat(alert.minute()).isBetween(BEGIN, BEGIN + 5);
                });
    }

    @Test
    void scannersOfAPathWithoutUsersOpenNothing() {
        assertThat(alerts(new PathIncident(BEGIN, 20, -1, 0, 3))).isEmpty();
    }

    @Test
    void ifAllPathsFailThereIsOneNotice() {
        assertThat(alerts(new PathIncident(BEGIN, 30, -1, 0.5, 0)))
                .singleElement()
                .extracting(PathAlert::scope)
                .isEqualTo(Scope.WHOLE);
    }

    @Test
    void aPathHasItsShareOfTheRequests() {
        PathSite site = new PathSite(1, 200, 60, PathIncident.Plan.none());

        long[] requests = new long[2];
        IntStream.range(0, 12).boxed().flatMap(bin -> site.bin(bin).stream()).forEach(tally -> {
            requests[0] += tally.minutes(new Scope("path:/p057/")).stream()
                    .mapToLong(minute -> minute.requests())
                    .sum();
            requests[1] += tally.minutes(Scope.WHOLE).stream()
                    .mapToLong(minute -> minute.requests())
                    .sum();
        });

        assertThat((double) requests[0] / requests[1]).isBetween(0.0025, 0.0035);
    }
}
