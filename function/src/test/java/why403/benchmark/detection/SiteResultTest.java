package why403.benchmark.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SiteResultTest {

    private static final PlannedIncident INCIDENT = new PlannedIncident(100, 105, 0.3, 1, false);

    @Test
    void anAlertInTheFiveMinutesAfterAnIncidentStillFindsIt() {
        assertThat(result(alerts(109)).outcomes().get(0).delay()).hasValue(9);
        assertThat(result(alerts(110)).outcomes().get(0).isFound()).isFalse();
        assertThat(result(alerts(110)).falseAlerts()).containsExactly(110);
        assertThat(result(alerts(99)).falseAlerts()).containsExactly(99);
    }

    @Test
    void aSecondAlertOfAnIncidentIsADuplicateAndNotFalse() {
        SiteResult result = result(alerts(101, 108));

        assertThat(result.outcomes().get(0).duplicates()).isEqualTo(1);
        assertThat(result.falseAlerts()).isEmpty();
    }

    @Test
    void afterAChangeForGoodOneAlertIsRight() {
        SiteResult result = result(alerts(300, 310), 290);

        assertThat(result.falseAlerts()).containsExactly(310);
    }

    @Test
    void theOffsetIsCountedFromTheBeginOfTheIncident() {
        SiteResult result = result(List.of(new Alert(103, OptionalInt.of(98))));

        assertThat(result.outcomes().get(0).offset()).hasValue(-2);
        assertThat(new Summary(List.of(result)).datedWithin(1)).hasValue(0);
        assertThat(new Summary(List.of(result)).datedWithin(5)).hasValue(1);
    }

    @Test
    void theFiguresAreOverAllSites() {
        Summary summary = new Summary(List.of(result(alerts(100)), result(alerts(20, 500, 501))));

        assertThat(summary.recall()).hasValue(0.5);
        assertThat(summary.precision()).hasValue(0.25);
        // Three in two sites of a day.
        assertThat(summary.falseAlertsPerWeek()).isEqualTo(10.5);
        assertThat(summary.falseInFirstHour()).isEqualTo(1);
        assertThat(summary.medianDelay()).hasValue(0);
    }

    private static List<Alert> alerts(int... minutes) {
        return IntStream.of(minutes).mapToObj(Alert::at).toList();
    }

    private static SiteResult result(List<Alert> alerts, Integer... changes) {
        SiteModel model = new SiteModel(
                10,
                0.01,
                0.3,
                minute -> 1,
                minute -> 1,
                ClientShares.equal(1, 10),
                Delivery.IN_ORDER,
                24 * 60,
                List.of(INCIDENT),
                List.of(),
                List.of(changes));
        return SiteResult.of(model, alerts);
    }
}
