package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import why403.spike.rule.Minutes;
import why403.spike.rule.PlannedTraffic;

/** A continuing incident is diagnosed again. The traffic is 100 requests a minute. */
class ChangedNoticeTest {

    private static final int START = 180;
    private static final int LONG = START + 300;

    @Test
    void aNewMainCauseIsReported() {
        Story story = opened(goingOn(60)).causedBy("waf-block");

        story.stepAMinute(goingOn(60), START + 5, START + 60);

        assertThat(story.notices()).containsExactly("OPENED *", "CHANGED *");
        assertThat(story.onlyIncident().lastReport().flatMap(LastReport::mainCause))
                .contains("waf-block");
        assertThat(story.onlyIncident().phase()).isEqualTo(Phase.OPEN);
    }

    @Test
    void aMainCauseThatBecomesUnknownIsReported() {
        Story story = opened(goingOn(60)).causedBy("unexplained");

        assertThat(story.stepAMinute(goingOn(60), START + 5, START + 60).notices())
                .containsExactly("OPENED *", "CHANGED *");
    }

    @Test
    void theSameCauseAtTheSameRateIsNotReported() {
        Story story = stepByStep(goingOn(60));

        assertThat(story.rechecks()).isNotEmpty();
        assertThat(story.notices()).containsExactly("OPENED *");
    }

    @Test
    void anOpenIncidentIsDiagnosedAgainEveryThirtyMinutes() {
        Story story = stepByStep(goingOn(60));

        assertThat(story.rechecks())
                .extracting(
                        recheck -> recheck.incident().lastReport().orElseThrow().diagnosed())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 9)
                        .mapToObj(times -> Story.at(START + 30L * times))
                        .toList());
    }

    @Test
    void theLastTwoCompleteBinsAreDiagnosedAgain() {
        Story story = opened(goingOn(60));
        PlannedTraffic traffic = goingOn(60).with("*", START + 25, START + 35, 100, 90);

        story.step(traffic.until(START + 39), START + 5, START + 39);

        assertThat(story.rechecks()).singleElement().satisfies(recheck -> {
            assertThat(recheck.from()).isEqualTo(Story.at(START + 25));
            assertThat(recheck.to()).isEqualTo(Story.at(START + 35));
            assertThat(recheck.rate()).isEqualTo(0.9);
            assertThat(recheck.numbers().from()).isEqualTo(Story.at(START));
            assertThat(recheck.numbers().to()).isEqualTo(Story.at(START + 39));
        });
    }

    @Test
    void threeTimesTheLastReportedRateIsAChange() {
        PlannedTraffic traffic = goingOn(20).with("*", START + 20, LONG, 100, 60);
        Story story = new Story().step(traffic.until(START + 11), 0, START + 11);

        story.stepAMinute(traffic, START + 11, LONG);

        assertThat(story.notices()).containsExactly("OPENED *", "CHANGED *");
        assertThat(story.onlyIncident().lastReport().map(LastReport::rate)).contains(0.6);
    }

    @Test
    void lessThanThreeTimesTheLastReportedRateIsNotAChange() {
        PlannedTraffic traffic = goingOn(20).with("*", START + 20, LONG, 100, 59);
        Story story = new Story().step(traffic.until(START + 11), 0, START + 11);
        assertThat(story.onlyIncident().lastReport().map(LastReport::rate)).contains(0.2);

        assertThat(story.stepAMinute(traffic, START + 11, LONG).notices()).containsExactly("OPENED *");
    }

    @Test
    void aRiseIsReportedOnceAlthoughTheRateOfTheWholeIncidentIsLower() {
        PlannedTraffic traffic = goingOn(20).with("*", START + 140, LONG, 100, 90);

        Story story = stepByStep(traffic);

        assertThat(story.notices()).containsExactly("OPENED *", "CHANGED *");
        assertThat(story.dueNotices().get(1).numbers().rate()).isLessThan(0.9 / 3);
    }

    @Test
    void aRiseInTheOpeningStepIsNotReportedAgain() {
        PlannedTraffic traffic = goingOn(20).with("*", START + 100, LONG, 100, 90);
        Story story = new Story().step(traffic.until(START + 112), 0, START + 112);

        story.stepAMinute(traffic, START + 112, LONG);

        assertThat(story.dueNotices().get(0).numbers().rate()).isLessThan(0.9 / 3);
        assertThat(story.rechecks()).isNotEmpty();
        assertThat(story.notices()).containsExactly("OPENED *");
    }

    @Test
    void alternatingCausesAreReportedAtMostEveryThirtyMinutes() {
        Story story = opened(goingOn(60));
        for (int minute = START + 5; minute < LONG; minute++) {
            story.causedBy(minute % 2 == 0 ? "waf-block" : "geo-restriction");
            story.stepAMinute(goingOn(60), minute, minute + 1);
        }

        List<Long> changedAt = story.dueNotices().stream()
                .filter(due -> due.event() == Event.CHANGED)
                .map(due -> Minutes.of(due.incident().lastReport().orElseThrow().diagnosed()))
                .toList();
        assertThat(changedAt).hasSizeGreaterThan(0);
        for (int i = 1; i < changedAt.size(); i++) {
            assertThat(changedAt.get(i) - changedAt.get(i - 1)).isGreaterThanOrEqualTo(30);
        }
    }

    @Test
    void causesThatAlternateForFourHoursCauseAtMostFourNotices() {
        PlannedTraffic traffic = goingOn(60).with("*", START + 240, START + 300, 100, 0);
        Story story = opened(traffic);
        for (int minute = START + 5; minute < START + 300; minute++) {
            story.causedBy(minute / 30 % 2 == 0 ? "waf-block" : "geo-restriction");
            story.stepAMinute(traffic, minute, minute + 1);
        }

        assertThat(story.notices()).containsExactly("OPENED *", "CHANGED *", "CHANGED *", "RESOLVED *");
    }

    @Test
    void aCauseThatWasNotReportedBeforeIsAChangeAfterManyChangesToo() {
        Story story = opened(goingOn(60));
        List<String> causes = List.of("waf-block", "geo-restriction", "s3-kms-key-denied", "waf-block");
        for (int i = 0; i < causes.size(); i++) {
            story.causedBy(causes.get(i)).stepAMinute(goingOn(60), START + 5 + 40L * i, START + 45 + 40L * i);
        }

        assertThat(story.notices()).containsExactly("OPENED *", "CHANGED *", "CHANGED *", "CHANGED *");
        assertThat(story.onlyIncident().lastReport().orElseThrow().mainCause()).contains("s3-kms-key-denied");
    }

    @Test
    void aThreefoldRiseIsReportedWithinFiveMinutes() {
        PlannedTraffic traffic = goingOn(20).with("*", START + 17, LONG, 100, 80);
        Story story = opened(traffic);

        story.stepAMinute(traffic, START + 5, START + 23);

        assertThat(story.notices()).containsExactly("OPENED *", "CHANGED *");
    }

    @Test
    void fewForbiddenRequestsInTheLastMinutesAreNoRise() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, START, 20, 0).with("*", START, LONG, 20, 4);
        traffic.with("*", START + 17, START + 21, 1, 1);
        Story story = new Story().step(traffic.until(START + 8), 0, START + 8);

        story.stepAMinute(traffic, START + 8, START + 23);

        assertThat(story.notices()).containsExactly("OPENED *");
    }

    @Test
    void anIncidentThatIsEndingIsNotDiagnosedAgain() {
        PlannedTraffic traffic = goingOn(60).with("*", START + 20, LONG, 100, 0);
        // The errors that remain prevent it from resolving.
        for (int minute = START + 20; minute < LONG; minute += 10) {
            traffic.with("*", minute, minute + 1, 100, 14);
        }

        Story story = stepByStep(traffic);

        assertThat(story.onlyIncident().phase()).isEqualTo(Phase.OPEN);
        assertThat(story.rechecks()).isEmpty();
    }

    @Test
    void anExcessBelowTheMinimumInTheLastBinsIsNotDiagnosedAgain() {
        assertThat(rechecksWithForbiddenInTheLastBins(20)).isEmpty();
        assertThat(rechecksWithForbiddenInTheLastBins(21)).hasSize(1);
    }

    /** The usual rate is a little above zero, by the prior. */
    private static List<Recheck> rechecksWithForbiddenInTheLastBins(int forbidden) {
        PlannedTraffic traffic = goingOn(60);
        Story story = opened(traffic);
        traffic.with("*", START + 25, START + 36, 100, 0).with("*", START + 25, START + 26, 100, forbidden);
        return story.step(traffic.until(START + 36), START + 5, START + 36).rechecks();
    }

    @Test
    void aQuietSiteIsDiagnosedAgainFromItsLastHour() {
        PlannedTraffic traffic = new PlannedTraffic().with("*", 0, START, 1, 0).with("*", START, START + 100, 1, 1);
        Story story = new Story().stepAMinute(traffic, 0, START + 60).causedBy("waf-block");

        story.stepAMinute(traffic, START + 60, START + 100);

        assertThat(story.notices()).containsExactly("OPENED *", "CHANGED *");
        assertThat(story.dueNotices().get(1).diagnosed()).isEqualTo(Period.LAST_HOUR);
    }

    @Test
    void aBurstOfOneClientDuringAnIncidentIsNoChange() {
        PlannedTraffic traffic = goingOn(20).with("*", START + 60, START + 65, 400, 320);
        traffic.withClient("*", START + 60, 1, 1500, 1500);

        assertThat(stepByStep(traffic).notices()).containsExactly("OPENED *");
    }

    @Test
    void theRequestsOfASingleClientAreNotDiagnosedAgain() {
        PlannedTraffic traffic = goingOn(60).with("*", START + 25, START + 36, 100, 30);
        traffic.withClient("*", START + 25, 1, 150, 150).withClient("*", START + 30, 1, 150, 150);
        Story story = opened(traffic);

        story.step(traffic.until(START + 36), START + 5, START + 36);

        assertThat(story.rechecks()).isEmpty();
    }

    @Test
    void anEndedIncidentIsNotDiagnosedAgain() {
        PlannedTraffic traffic = goingOn(60).with("*", START + 30, LONG, 100, 0);
        Story story = opened(traffic).causedBy("waf-block");

        story.step(traffic, START + 5, LONG);

        assertThat(story.notices()).containsExactly("OPENED *", "RESOLVED *");
        assertThat(story.rechecks()).isEmpty();
    }

    @Test
    void lateDataCausesNoNewDiagnosis() {
        PlannedTraffic traffic = goingOn(60);
        Story story = opened(traffic).withoutDiagnosis();
        story.step(traffic.until(START + 41), START + 5, START + 41);
        assertThat(story.rechecks()).hasSize(1);

        story.step(traffic.until(START + 41), START + 38, START + 40);

        assertThat(story.rechecks()).hasSize(1);
    }

    @Test
    void aDiagnosisThatFailedIsTriedAgainInTheNextStep() {
        Story story = opened(goingOn(60)).withoutDiagnosis();
        story.stepAMinute(goingOn(60), START + 5, START + 32);
        assertThat(story.rechecks()).hasSize(2);
        assertThat(story.notices()).containsExactly("OPENED *");

        story.causedBy("waf-block").stepAMinute(goingOn(60), START + 32, START + 60);

        assertThat(story.rechecks()).hasSize(3);
        assertThat(story.notices()).containsExactly("OPENED *", "CHANGED *");
    }

    @Test
    void aCauseThatWasUnknownAtTheOpeningIsReportedAsSoonAsItIsKnown() {
        Story story = new Story().withoutDiagnosis();
        story.step(goingOn(60).until(START + 20), 0, START + 20);
        assertThat(story.onlyIncident().lastReport().orElseThrow().mainCause()).isEmpty();

        story.causedBy("waf-block").step(goingOn(60).until(START + 21), START + 20, START + 21);

        assertThat(story.notices()).containsExactly("OPENED *", "CHANGED *");
    }

    @Test
    void repeatedMinutesAreNotDiagnosedAgain() {
        Story story = opened(goingOn(60)).causedBy("waf-block");
        story.step(goingOn(60).until(START + 40), START + 5, START + 40);
        List<Incident> before = story.incidents();

        story.causedBy("geo-restriction").step(goingOn(60).until(START + 40), START + 5, START + 40);

        assertThat(story.rechecks()).hasSize(1);
        assertThat(story.incidents()).isEqualTo(before);
        assertThat(story.notices()).containsExactly("OPENED *", "CHANGED *");
    }

    @Test
    void oneClientsIncidentIsNotDiagnosed() {
        PlannedTraffic traffic = goingOn(60);
        for (int minute = START; minute < LONG; minute += 5) {
            traffic.withClient("*", minute, 1, 300, 300);
        }

        Story story = stepByStep(traffic);

        assertThat(story.notices()).containsExactly("OPENED * one client");
        assertThat(story.rechecks()).isEmpty();
        assertThat(story.onlyIncident().lastReport()).isEmpty();
    }

    @Test
    void aSuppressedIncidentIsDiagnosedAgainOnlyWhenItOutlastsTheWholeDistributions() {
        PlannedTraffic traffic = new PlannedTraffic()
                .with("*", 0, LONG, 1000, 0)
                .with("*", START + 20, START + 60, 1000, 700)
                .with("path:/a/", 0, START, 30, 0)
                .with("path:/a/", START, LONG, 30, 25);
        Story story =
                opened(traffic).stepAMinute(traffic, START + 5, START + 15).causedBy("waf-block");

        story.stepAMinute(traffic, START + 15, LONG);

        assertThat(story.notices()).containsExactly("OPENED path:/a/", "OPENED *", "RESOLVED *", "CHANGED path:/a/");
        assertThat(story.dueNotices().get(3).incident().lastReport().map(LastReport::diagnosed))
                .contains(story.dueNotices().get(2).incident().ended().orElseThrow());
    }

    @Test
    void aChangedNoticeComesLastWithTheNumbersOfTheWholeIncident() {
        PlannedTraffic traffic = goingOn(60).with("path:/b/", 0, LONG, 100, 0);
        Story story = opened(traffic).causedBy("waf-block");

        story.step(traffic.until(START + 45), START + 5, START + 45);

        assertThat(story.dueNotices().get(1)).satisfies(due -> {
            assertThat(due.event()).isEqualTo(Event.CHANGED);
            assertThat(due.incident()).isEqualTo(story.onlyIncident());
            assertThat(due.numbers().forbidden()).isEqualTo(45 * 60);
            assertThat(due.numbers().rate()).isCloseTo(0.6, within(1e-9));
        });
    }

    /** Five minutes of the incident are reported, with the cause {@code s3-grant-missing}. */
    private static Story opened(PlannedTraffic traffic) {
        return new Story().step(traffic.until(START), 0, START).stepAMinute(traffic, START, START + 5);
    }

    private static Story stepByStep(PlannedTraffic traffic) {
        return opened(traffic).stepAMinute(traffic, START + 5, LONG);
    }

    /** Three hours at 0 %, then five hours with this many of a hundred requests forbidden. */
    private static PlannedTraffic goingOn(int forbidden) {
        return new PlannedTraffic().with("*", 0, START, 100, 0).with("*", START, LONG, 100, forbidden);
    }
}
