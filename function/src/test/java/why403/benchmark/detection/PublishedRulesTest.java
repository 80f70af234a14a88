package why403.benchmark.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import why403.tally.ClientCount;
import why403.tally.Counts;

class PublishedRulesTest {

    private static final int HOUR_BINS = 12;
    private static final int DAY_BINS = 24 * HOUR_BINS;

    private final List<LogObjectCounts> objects = new ArrayList<>();

    @Test
    void theFixedThresholdAlertsAtTheEndOfTheFirstFiveMinutesAboveIt() {
        bins(2, 100, 5);
        bins(2, 100, 6);
        bins(1, 100, 5);

        assertThat(opened(new FixedThreshold(0.05))).containsExactly(14);
    }

    @Test
    void aTrafficAnomalyNeedsMoreThanTwoHundredForbiddenInFiveMinutes() {
        bins(48, 1_000, 1);
        bins(1, 1_000, 40);
        bins(1, 1_000, 41);

        assertThat(opened(ZScore.trafficAnomalies())).hasSize(1);
        assertThat(opened(ZScore.trafficAnomalies()).get(0)).isGreaterThanOrEqualTo(245);
    }

    @Test
    void aTrafficAnomalyNeedsFourHoursBeforeIt() {
        bins(40, 1_000, 1);
        bins(2, 1_000, 900);

        assertThat(opened(ZScore.trafficAnomalies())).isEmpty();
    }

    @Test
    void theWafAlertIsSilentForTwoHours() {
        bins(72, 1_000, 1);
        bins(1, 1_000, 100);
        bins(10, 1_000, 1);
        bins(1, 1_000, 900);
        bins(30, 1_000, 1);
        bins(1, 1_000, 900);

        assertThat(opened(ZScore.wafAlerts())).containsExactly(72 * 5 + 4, (72 + 42) * 5 + 4);
    }

    @Test
    void aFastBurnNeedsTheHourAndTheFiveMinutes() {
        bins(6 * HOUR_BINS, 100, 0);
        bins(HOUR_BINS, 100, 20);

        // 14.4 % of an hour are reached after 43.2 minutes with 20 %.
        assertThat(opened(new BurnRate(0.99))).containsExactly(360 + 43);
    }

    @Test
    void aSlowBurnNeedsTheSixHours() {
        bins(12 * HOUR_BINS, 100, 0);
        bins(6 * HOUR_BINS, 100, 8);

        // 6 % of six hours are reached after 270 minutes with 8 %.
        assertThat(opened(new BurnRate(0.99))).containsExactly(720 + 270);
    }

    @Test
    void theBandOfADayNeedsThreeValuesAboveIt() {
        bins(2 * DAY_BINS, 100, 1);
        bins(2, 100, 50);
        bins(2, 100, 1);
        bins(4, 100, 50);

        assertThat(opened(new HourOfDayBand())).containsExactly((2 * DAY_BINS + 7) * 5 - 1);
    }

    @Test
    void thePerFileCounterAlertsOnceForAnAddressThatIsBlocked() {
        objects.add(object(0, 100, 60, 240));
        objects.add(object(1, 100, 60, 250));
        objects.add(object(2, 100, 60, 250));

        assertThat(opened(new PerFileCounter())).containsExactly(5);
    }

    private void bins(int number, long requestsPerMinute, long forbiddenPerMinute) {
        for (int i = 0; i < number; i++) {
            objects.add(object(objects.size(), requestsPerMinute, forbiddenPerMinute, 0));
        }
    }

    private static LogObjectCounts object(int bin, long requests, long forbidden, long ofOneClient) {
        return new LogObjectCounts(
                (bin + 1) * LogObjectCounts.MINUTES,
                bin,
                Collections.nCopies(LogObjectCounts.MINUTES, new Counts(requests, forbidden, 0)),
                ofOneClient == 0 ? List.of() : List.of(new ClientCount(1, ofOneClient, ofOneClient)));
    }

    private List<Integer> opened(Rule rule) {
        SiteLog log = SiteLog.of(objects.size() * LogObjectCounts.MINUTES, Delivery.IN_ORDER, objects);
        return rule.alerts(log).stream().map(Alert::opened).toList();
    }
}
