package why403.spike;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import why403.spike.rule.PlannedTraffic;
import why403.tally.Scope;

/** A spike that is visible in several scopes is reported once. */
class OneNoticePerSpikeTest {

    private static final int START = 180;

    @Test
    void aSpikeOfTheWholeDistributionIsReportedOnlyForIt() {
        PlannedTraffic traffic = quiet("*", 200, "path:/a/", 100, "host:www.example.com", 200, "behavior:/a/*", 100);
        spike(traffic, START, START + 10, "*", 120, "path:/a/", 60, "host:www.example.com", 120, "behavior:/a/*", 60);

        assertThat(Story.ofOneStep(traffic).notices()).containsExactly("OPENED *", "RESOLVED *");
    }

    @Test
    void aSpikeIsReportedForTheDimensionWithTheHighestExcess() {
        PlannedTraffic traffic = quiet("*", 100_000, "path:/a/", 100, "host:www.example.com", 90, "behavior:/a/*", 100);
        spike(traffic, START, START + 10, "*", 80, "path:/a/", 70, "host:www.example.com", 65, "behavior:/a/*", 80);

        assertThat(Story.ofOneStep(traffic).notices())
                .containsExactly("OPENED behavior:/a/*", "RESOLVED behavior:/a/*");
    }

    @Test
    void ifDimensionsAreEqualPathsComeBeforeHostsAndHostsBeforeBehaviors() {
        PlannedTraffic traffic =
                quiet("*", 100_000, "path:/a/", 100, "host:www.example.com", 100, "behavior:/a/*", 100);
        spike(traffic, START, START + 10, "path:/a/", 80, "host:www.example.com", 80, "behavior:/a/*", 80);
        PlannedTraffic withoutPaths = quiet("*", 100_000, "host:www.example.com", 100, "behavior:/a/*", 100);
        spike(withoutPaths, START, START + 10, "host:www.example.com", 80, "behavior:/a/*", 80);

        assertThat(Story.ofOneStep(traffic).notices())
                .contains("OPENED path:/a/")
                .hasSize(2);
        assertThat(Story.ofOneStep(withoutPaths).notices())
                .contains("OPENED host:www.example.com")
                .hasSize(2);
    }

    @Test
    void allScopesOfTheDimensionThatPassTheRuleOpen() {
        PlannedTraffic traffic = quiet("*", 100_000, "path:/a/", 100, "path:/b/", 100, "host:www.example.com", 100_000);
        spike(traffic, START, START + 10, "path:/a/", 80, "path:/b/", 80);

        assertThat(Story.ofOneStep(traffic).notices())
                .containsExactlyInAnyOrder(
                        "OPENED path:/a/", "OPENED path:/b/", "RESOLVED path:/a/", "RESOLVED path:/b/");
    }

    @Test
    void whileOneDimensionHasAnIncidentTheOthersOpenNone() {
        PlannedTraffic traffic = quiet("*", 100_000, "path:/a/", 100, "host:www.example.com", 100);
        spike(traffic, START, START + 10, "path:/a/", 80);
        spike(traffic, START + 5, START + 15, "host:www.example.com", 100);

        assertThat(Story.ofOneStep(traffic).notices()).containsExactly("OPENED path:/a/", "RESOLVED path:/a/");
    }

    @Test
    void aSpikeThatStartsOnAPathIsReportedOnlyForTheWholeDistributionInOneStep() {
        Story story = Story.ofOneStep(pathAMinuteBeforeWhole());

        assertThat(story.incidents())
                .extracting(incident -> incident.scope().name() + " " + incident.opened())
                .containsExactly("path:/a/ " + Story.at(START), "* " + Story.at(START + 1));
        assertThat(story.notices()).containsExactly("OPENED *", "RESOLVED *");
    }

    @Test
    void aPathIsReportedWhenItsSpikeOutlastsTheWholeDistributions() {
        PlannedTraffic traffic = pathAMinuteBeforeWhole();
        traffic.with("path:/a/", START + 10, START + 90, 60, 12);

        assertThat(Story.ofOneStep(traffic).notices())
                .containsExactly("OPENED *", "RESOLVED *", "OPENED path:/a/", "RESOLVED path:/a/");
    }

    @Test
    void inSeparateStepsThePathIsReportedFirstUntilTheWholeDistributionOpens() {
        PlannedTraffic traffic = pathThenWhole();

        Story story = Story.ofAStepAMinute(traffic);

        assertThat(story.notices()).containsExactly("OPENED path:/a/", "OPENED *", "RESOLVED *");
        assertThat(story.incidents()).allMatch(incident -> !incident.isOpen());
        assertThat(story.incidents())
                .extracting(Incident::ended)
                .containsOnly(story.incidents().get(1).ended());
    }

    @Test
    void anEarlierSpikeOnAPathIsReportedTooInTheSameStep() {
        assertThat(Story.ofOneStep(pathThenWhole()).notices())
                .containsExactly("OPENED path:/a/", "OPENED *", "RESOLVED *");
    }

    @Test
    void aPathWithoutRequestsResolvesWithTheWholeDistribution() {
        PlannedTraffic traffic = pathThenWhole().without("path:/a/", START + 30, 360);

        Story story = Story.ofAStepAMinute(traffic);

        assertThat(story.notices()).containsExactly("OPENED path:/a/", "OPENED *", "RESOLVED *");
        assertThat(story.incidents()).allMatch(incident -> incident.phase() == Phase.RESOLVED);
    }

    @Test
    void anIncidentOfTheWholeDistributionSuppressesOneClientsIncidentOnAPath() {
        PlannedTraffic traffic = quiet("*", 1000, "path:/a/", 100);
        spike(traffic, START, START + 30, "*", 700);
        traffic.with("path:/a/", START + 10, START + 20, 140, 40);
        traffic.withClient("path:/a/", START + 10, 1, 200, 200).withClient("path:/a/", START + 15, 1, 200, 200);

        assertThat(Story.ofOneStep(traffic).notices()).containsExactly("OPENED *", "RESOLVED *");
    }

    @Test
    void theResolvedNoticeOfAPathIsSentIfItOutlastsTheWholeDistribution() {
        PlannedTraffic traffic = pathThenWhole();
        traffic.with("path:/a/", START + 30, START + 100, 30, 25);

        Story story = Story.ofAStepAMinute(traffic);

        assertThat(story.notices()).containsExactly("OPENED path:/a/", "OPENED *", "RESOLVED *", "RESOLVED path:/a/");
    }

    @Test
    void noNarrowerScopeOpensWhileTheWholeDistributionIsOpen() {
        PlannedTraffic traffic = quiet("*", 1000, "path:/a/", 50);
        spike(traffic, START, START + 10, "*", 600);
        spike(traffic, START + 5, START + 12, "path:/a/", 50);

        assertThat(Story.ofOneStep(traffic).incidents()).hasSize(1);
    }

    @Test
    void theMinutesOfAResolvedIncidentOpenNothingInOtherScopes() {
        PlannedTraffic traffic = quiet("*", 100_000, "path:/a/", 100, "host:www.example.com", 95);
        spike(traffic, START, START + 10, "path:/a/", 80, "host:www.example.com", 75);
        // There is so little traffic afterwards that the half hour before would pass the rule when the path's incident
        // ends.
        traffic.with("host:www.example.com", START + 10, START + 90, 1, 0);

        assertThat(Story.ofAStepAMinute(traffic).incidents())
                .extracting(incident -> incident.scope().name())
                .containsExactly("path:/a/");
    }

    private static PlannedTraffic pathAMinuteBeforeWhole() {
        PlannedTraffic traffic = quiet("path:/a/", 60).with("*", 0, 360, 200, 4);
        spike(traffic, START, START + 1, "*", 4 + 12, "path:/a/", 12);
        spike(traffic, START + 1, START + 10, "*", 4 + 60, "path:/a/", 60);
        return traffic;
    }

    /** A spike on a path, which the whole distribution shares twenty minutes later for ten minutes. */
    private static PlannedTraffic pathThenWhole() {
        PlannedTraffic traffic = quiet("*", 1000, "path:/a/", 30);
        spike(traffic, START, START + 30, "path:/a/", 25);
        spike(traffic, START + 20, START + 30, "*", 700);
        return traffic;
    }

    /** Six hours without errors, with these requests a minute for each scope. */
    private static PlannedTraffic quiet(Object... scopesAndRequests) {
        PlannedTraffic traffic = new PlannedTraffic();
        for (int i = 0; i < scopesAndRequests.length; i += 2) {
            traffic.with((String) scopesAndRequests[i], 0, 360, (Integer) scopesAndRequests[i + 1], 0);
        }
        return traffic;
    }

    /** Makes this many requests of each scope forbidden in these minutes. */
    private static void spike(PlannedTraffic traffic, long from, long to, Object... scopesAndForbidden) {
        for (int i = 0; i < scopesAndForbidden.length; i += 2) {
            String scope = (String) scopesAndForbidden[i];
            long requests =
                    traffic.minute(new Scope(scope), PlannedTraffic.ZERO).requests();
            traffic.with(scope, from, to, requests, (Integer) scopesAndForbidden[i + 1]);
        }
    }
}
