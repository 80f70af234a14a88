package why403.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.watch.PastLogs.COMPLETE;
import static why403.watch.PastLogs.DEPLOYED;
import static why403.watch.PastLogs.hoursBefore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import why403.log.LogText;
import why403.spike.Incident;
import why403.trigger.LogObject;

/** Logs from before the deployment are evaluated in order, and nothing that was over is reported. */
class PastWatchTest {

    private final PastLogs logs = new PastLogs();

    private LogObject[] outageOfADayAgo() {
        return new LogObject[] {
            logs.past("a", 30, 24, 0), logs.past("outage", 24, 23, 19), logs.past("b", 23, 0, 0),
        };
    }

    /** As in docs/limits.md: an hour with 15 % of 403s, a day after an outage. */
    private static final int SMALL = 3;

    @Test
    void anOutageOfThePastIsNoPartOfWhatIsUsual() {
        logs.backfill(DEPLOYED, outageOfADayAgo());
        logs.tick(COMPLETE);

        assertThat(logs.deliver(DEPLOYED.plusSeconds(3600), logs.live("spike", 0, 60, SMALL))
                        .published())
                .hasSize(1);
    }

    @Test
    void untilThePastIsEvaluatedItsOutageIsPartOfWhatIsUsual() {
        logs.backfill(DEPLOYED, outageOfADayAgo());
        logs.tick(COMPLETE.minusSeconds(1));

        assertThat(logs.deliver(COMPLETE.minusSeconds(1), logs.live("spike", 0, 60, SMALL))
                        .published())
                .isEmpty();
    }

    @Test
    void nobodyIsToldOfAnOutageOfThePast() {
        logs.backfill(DEPLOYED, outageOfADayAgo());
        WatchResult evaluated = logs.tick(COMPLETE);

        assertThat(evaluated).isEqualTo(WatchResult.ofPast("E2EXAMPLE", 1));
        assertThat(logs.incidents()).singleElement().satisfies(outage -> {
            assertThat(outage.from()).isEqualTo(hoursBefore(24));
            assertThat(outage.isOpen()).isFalse();
            assertThat(outage.reported()).isFalse();
        });
        assertThat(logs.deliver(COMPLETE, logs.live("quiet", 0, 10, 0)).due()).isEmpty();
    }

    @Test
    void anOutageThatBeganHoursBeforeTheDeploymentIsReportedByTheFirstTickInWhichItGoesOn() {
        logs.backfill(DEPLOYED, logs.past("good", 30, 5, 0), logs.past("outage", 5, 0, 15));
        assertThat(logs.deliver(DEPLOYED, logs.live("first", 0, 2, 15)).due()).isEmpty();
        assertThat(logs.tick(COMPLETE).due()).isEmpty();

        WatchResult reported = logs.deliver(COMPLETE, logs.live("more", 2, 20, 15));

        assertThat(reported.published())
                .singleElement()
                .satisfies(notice -> assertThat(notice.json()).contains("\"event\":\"opened\""));
        assertThat(logs.incidents()).singleElement().satisfies(outage -> {
            assertThat(outage.from()).isEqualTo(hoursBefore(5));
            assertThat(outage.isOpen()).isTrue();
            assertThat(outage.reported()).isTrue();
        });
        assertThat(logs.deliver(COMPLETE.plusSeconds(600), logs.live("even more", 20, 30, 15))
                        .due())
                .isEmpty();
        assertThat(logs.deliver(COMPLETE.plusSeconds(6000), logs.live("good again", 30, 90, 0))
                        .due())
                .hasSize(1);
    }

    @Test
    void anOutageThatEndedJustBeforeTheDeploymentIsNotReported() {
        logs.backfill(DEPLOYED, logs.past("good", 30, 2, 0), logs.past("outage", 2, 0, 15));
        logs.tick(COMPLETE);

        assertThat(logs.deliver(COMPLETE, logs.live("good again", 0, 60, 0)).due())
                .isEmpty();
        assertThat(logs.incidents())
                .singleElement()
                .satisfies(outage -> assertThat(outage.isOpen()).isFalse());
    }

    @Test
    void anIncidentThatWasReportedBeforeThePastIsCompleteIsReportedOnce() {
        logs.backfill(DEPLOYED, logs.past("good", 30, 1, 0), logs.past("outage", 1, 0, 15));
        assertThat(logs.deliver(DEPLOYED.plusSeconds(300), logs.live("more", 0, 5, 15))
                        .due())
                .hasSize(1);
        List<String> before = logs.incidents().stream().map(Incident::id).toList();

        assertThat(logs.tick(COMPLETE).due()).isEmpty();
        assertThat(logs.incidents()).extracting(Incident::id).isEqualTo(before);
        assertThat(logs.deliver(COMPLETE, logs.live("even more", 5, 20, 15)).due())
                .isEmpty();
    }

    /** The past in hourly objects, with three outages: whole, of a path, and of one client. */
    private List<LogObject> storyOfThreeDays() {
        List<LogObject> objects = new ArrayList<>();
        Random random = new Random(22);
        for (int hour = 72; hour > 0; hour--) {
            LogText log = new LogText();
            boolean fails = hour == 50 || hour == 49 || hour == 12;
            PastLogs.steady(
                    log, hoursBefore(hour), hoursBefore(hour - 1), fails ? 12 : random.nextInt(20) == 0 ? 1 : 0);
            log.at(hoursBefore(hour).plusSeconds(600).toString());
            if (hour == 30) {
                log.refusals(20);
            }
            if (hour == 20) {
                log.by("203.0.113.7").onlyForbidden(15, 40);
            }
            objects.add(logs.put("hour" + hour, log));
        }
        return objects;
    }

    @Test
    void whatIsFoundInThePastIsWhatWouldHaveBeenFoundThen() {
        List<LogObject> story = storyOfThreeDays();
        for (int hour = 0; hour < story.size(); hour++) {
            logs.ports.tally(hoursBefore(71 - hour), story.get(hour));
            logs.tick(hoursBefore(71 - hour));
        }
        List<String> then = logs.found();
        assertThat(then).hasSizeGreaterThanOrEqualTo(4);

        PastWatchTest backfilled = new PastWatchTest();
        List<LogObject> shuffled = backfilled.storyOfThreeDays();
        Collections.shuffle(shuffled, new Random(403));
        backfilled.logs.backfill(DEPLOYED, shuffled.subList(0, 40));
        backfilled.logs.tick(DEPLOYED);
        backfilled.logs.backfill(DEPLOYED, shuffled.subList(40, 72));
        backfilled.logs.tick(COMPLETE);

        assertThat(backfilled.logs.found()).isEqualTo(then);
        assertThat(backfilled.logs.ports.published).isEmpty();
    }

    @Test
    void theEvaluationGoesOnInTheNextTickWhenTheTimeRunsOut() {
        logs.backfill(DEPLOYED, storyOfThreeDays());
        logs.tick(DEPLOYED);
        int[] calls = {0};
        List<List<String>> ticks = new ArrayList<>();
        while (logs.ports.tallies.state("E2EXAMPLE").orElseThrow().past().isPresent()) {
            assertThat(logs.incidents()).isEmpty();
            // Every look at the clock takes some seconds.
            logs.tick(Timekeeper.within(() -> COMPLETE.plusSeconds(4L * calls[0]++), Duration.ofSeconds(105)));
            ticks.add(logs.found());
        }

        assertThat(ticks).hasSizeGreaterThan(2);
        PastWatchTest atOnce = new PastWatchTest();
        atOnce.logs.backfill(DEPLOYED, atOnce.storyOfThreeDays());
        atOnce.logs.tick(DEPLOYED);
        atOnce.logs.tick(COMPLETE);
        assertThat(logs.found()).isEqualTo(atOnce.logs.found());
    }

    @Test
    void anObjectThatArrivesWhenThePastWasCompleteIsEvaluatedToo() {
        LogObject outage = logs.past("outage", 24, 23, 19);
        logs.backfill(DEPLOYED, logs.past("a", 30, 24, 0), logs.past("b", 23, 0, 0));
        logs.tick(COMPLETE);
        assertThat(logs.incidents()).isEmpty();

        logs.backfill(COMPLETE, outage);
        logs.tick(COMPLETE.plusSeconds(599));
        assertThat(logs.incidents()).isEmpty();
        logs.tick(COMPLETE.plusSeconds(600));
        assertThat(logs.incidents()).hasSize(1);
    }

    @Test
    void aRepeatedBackfillChangesNothing() {
        LogObject[] objects = outageOfADayAgo();
        logs.backfill(DEPLOYED, objects);
        logs.tick(COMPLETE);
        logs.deliver(COMPLETE, logs.live("more", 0, 10, 15));
        List<Incident> before = logs.incidents();

        logs.backfill(COMPLETE, objects);
        logs.tick(COMPLETE);
        logs.tick(COMPLETE.plusSeconds(600));

        assertThat(logs.incidents()).isEqualTo(before);
        assertThat(logs.ports.published).hasSize(1);
    }

    @Test
    void aDistributionThatAnotherProcessWatchesIsEvaluatedLater() {
        logs.backfill(DEPLOYED, outageOfADayAgo());
        logs.tick(DEPLOYED);
        logs.ports.tallies.claim("E2EXAMPLE", COMPLETE);
        logs.tick(COMPLETE);
        assertThat(logs.incidents()).isEmpty();

        logs.tick(COMPLETE.plusSeconds(150));
        assertThat(logs.incidents()).hasSize(1);
    }

    @Test
    void aRefusedWriteIsRepeatedByTheNextTick() {
        logs.backfill(DEPLOYED, outageOfADayAgo());
        logs.ports.refusesWrites = true;
        logs.tick(COMPLETE);
        assertThat(logs.incidents()).isEmpty();
        logs.ports.refusesWrites = false;
        logs.tick(COMPLETE.plusSeconds(60));

        assertThat(logs.incidents()).hasSize(1);
        assertThat(logs.ports.tallies.state("E2EXAMPLE").orElseThrow().past()).isEmpty();
    }
}
