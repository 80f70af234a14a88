package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.spike.rule.Minutes;
import why403.spike.rule.PlannedTraffic;

/** The day before says nothing: there were no requests, no good ones, or only those of an incident. */
class UsersWithoutTrafficYesterdayTest {

    private static final int DAY = Minutes.PER_DAY;
    private static final int MORNING = 480;
    private static final int EVENING = 1080;

    @Test
    void aPathThatFailsOnAMondayOpensAlthoughNobodyUsedItOnSunday() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 7 * DAY, 5000, 25);
        for (int day = 0; day < 4; day++) {
            traffic.with("path:/app/", day * DAY + MORNING, day * DAY + EVENING, 20, 0);
        }
        traffic.with("path:/app/", 6 * DAY + MORNING, 6 * DAY + EVENING, 20, 20);

        Story story = new Story().step(traffic, 0, 5 * DAY).step(traffic, 5 * DAY, 7 * DAY);

        assertThat(story.onlyIncident().opened()).isEqualTo(Story.at(6 * DAY + MORNING));
    }

    @Test
    void theIncidentOfAPathContinuesAfterADayWithoutGoodRequests() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, 4 * DAY, 5000, 25);
        traffic.with("path:/app/", 0, DAY, 20, 0).with("path:/app/", DAY, 3 * DAY - 60, 20, 20);

        assertThat(Story.ofOneStep(traffic).onlyIncident().to()).isEqualTo(Story.at(3 * DAY - 60));
    }

    @Test
    void theUsualRateOfAYoungSiteIsNotForgottenInAnIncidentOfADay() {
        int end = 900 + 26 * Minutes.PER_HOUR;
        PlannedTraffic traffic = new PlannedTraffic()
                .with("*", 0, 900, 100, 20)
                .with("*", 900, end, 100, 95)
                .with("*", end, end + 600, 100, 20);

        assertThat(Story.ofOneStep(traffic).notices()).containsExactly("OPENED *", "RESOLVED *");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 10, 100, 10_000})
    void aSiteThatRefusesEverythingFromItsFirstLogOnOpensNothing(long requests) {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, DAY, requests, requests);

        assertThat(Story.ofOneStep(traffic).incidents()).isEmpty();
    }
}
