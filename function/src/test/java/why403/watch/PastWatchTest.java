package why403.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import why403.log.LogText;
import why403.spike.Incident;
import why403.tally.Horizon;
import why403.trigger.LogObject;

/** Logs from before the deployment are evaluated in order, and nobody is told what was found in them. */
class PastWatchTest {

    private static final Instant DEPLOYED = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant COMPLETE = DEPLOYED.plus(PastWatch.COMPLETE_AFTER);

    private final Ports ports = new Ports();

    private LogObject put(String unique, LogText log) {
        LogObject object = new LogObject("example-logs", "cdn/E2EXAMPLE.2026-11-24-09." + unique + ".gz");
        ports.objects.put(object, log.bytes());
        return object;
    }

    /** Requests at an even rate, with this many forbidden ones of 20 in each minute. */
    private static LogText steady(LogText log, Instant from, Instant to, int forbiddenOfTwenty) {
        int number = 0;
        for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(60)) {
            for (int i = 0; i < 20; i++, number++) {
                boolean served = i >= forbiddenOfTwenty;
                log.line(LogText.record(
                        minute.plusSeconds(i),
                        "192.0.2." + (1 + number * 7 % 250),
                        "www.example.com",
                        "/img/" + number % 5,
                        served ? 200 : 403,
                        served ? "Hit" : "Error"));
            }
        }
        return log;
    }

    private static Instant hoursBefore(int hours) {
        return DEPLOYED.minusSeconds(3600L * hours);
    }

    private LogObject past(String unique, int fromHour, int toHour, int forbiddenOfTwenty) {
        return put(unique, steady(new LogText(), hoursBefore(fromHour), hoursBefore(toHour), forbiddenOfTwenty));
    }

    private LogObject live(String unique, int fromMinute, int toMinute, int forbiddenOfTwenty) {
        return put(
                unique,
                steady(
                        new LogText(),
                        DEPLOYED.plusSeconds(60L * fromMinute),
                        DEPLOYED.plusSeconds(60L * toMinute),
                        forbiddenOfTwenty));
    }

    private void backfill(Instant now, LogObject... objects) {
        backfill(now, List.of(objects));
    }

    private void backfill(Instant now, List<LogObject> objects) {
        TallyResult tallied =
                ports.tallier(ports, Timekeeper.endless(() -> now)).tally(List.of(), objects, Horizon.ofClock(now));
        assertThat(tallied.unreadable()).isEmpty();
        assertThat(tallied.deferred()).isEmpty();
    }

    private WatchResult tick(Instant now) {
        return tick(Timekeeper.endless(() -> now));
    }

    private WatchResult tick(Timekeeper time) {
        WatchResult result = ports.watch(ports, time).watchAll(ports.tallies.states());
        assertThat(result.undone()).isEmpty();
        assertThat(result.problems()).isEmpty();
        return result;
    }

    private WatchResult deliver(Instant now, LogObject object) {
        ports.tally(now, object);
        return tick(now);
    }

    private List<Incident> incidents() {
        return ports.incidents.of("E2EXAMPLE").stream()
                .flatMap(scope -> scope.incidents().stream())
                .toList();
    }

    /** What was found, without what was reported of it. */
    private List<String> found() {
        return incidents().stream()
                .map(one -> one.id() + " " + one.windowStart() + " " + one.to() + " " + one.phase() + " " + one.opened()
                        + " " + one.ended())
                .toList();
    }

    private LogObject[] outageOfADayAgo() {
        return new LogObject[] {
            past("a", 30, 24, 0), past("outage", 24, 23, 19), past("b", 23, 0, 0),
        };
    }

    /** As in docs/limits.md: an hour with 15 % of 403s, a day after an outage. */
    private static final int SMALL = 3;

    @Test
    void anOutageOfThePastIsNoPartOfWhatIsUsual() {
        backfill(DEPLOYED, outageOfADayAgo());
        tick(COMPLETE);

        assertThat(deliver(DEPLOYED.plusSeconds(3600), live("spike", 0, 60, SMALL))
                        .published())
                .hasSize(1);
    }

    @Test
    void untilThePastIsEvaluatedItsOutageIsPartOfWhatIsUsual() {
        backfill(DEPLOYED, outageOfADayAgo());
        tick(COMPLETE.minusSeconds(1));

        assertThat(deliver(COMPLETE.minusSeconds(1), live("spike", 0, 60, SMALL))
                        .published())
                .isEmpty();
    }

    @Test
    void nobodyIsToldOfAnOutageOfThePast() {
        backfill(DEPLOYED, outageOfADayAgo());
        WatchResult evaluated = tick(COMPLETE);

        assertThat(evaluated).isEqualTo(WatchResult.ofPast("E2EXAMPLE", 1));
        assertThat(incidents()).singleElement().satisfies(outage -> {
            assertThat(outage.from()).isEqualTo(hoursBefore(24));
            assertThat(outage.isOpen()).isFalse();
            assertThat(outage.reported()).isFalse();
        });
        assertThat(deliver(COMPLETE, live("quiet", 0, 10, 0)).due()).isEmpty();
    }

    @Test
    void anOutageThatBeganHoursBeforeTheDeploymentIsReportedByTheFirstTickInWhichItGoesOn() {
        backfill(DEPLOYED, past("good", 30, 5, 0), past("outage", 5, 0, 15));
        assertThat(deliver(DEPLOYED, live("first", 0, 2, 15)).due()).isEmpty();
        assertThat(tick(COMPLETE).due()).isEmpty();

        WatchResult reported = deliver(COMPLETE, live("more", 2, 20, 15));

        assertThat(reported.published())
                .singleElement()
                .satisfies(notice -> assertThat(notice.json()).contains("\"event\":\"opened\""));
        assertThat(incidents()).singleElement().satisfies(outage -> {
            assertThat(outage.from()).isEqualTo(hoursBefore(5));
            assertThat(outage.isOpen()).isTrue();
            assertThat(outage.reported()).isTrue();
        });
        assertThat(deliver(COMPLETE.plusSeconds(600), live("even more", 20, 30, 15))
                        .due())
                .isEmpty();
        assertThat(deliver(COMPLETE.plusSeconds(6000), live("good again", 30, 90, 0))
                        .due())
                .hasSize(1);
    }

    @Test
    void anOutageThatEndedJustBeforeTheDeploymentIsNotReported() {
        backfill(DEPLOYED, past("good", 30, 2, 0), past("outage", 2, 0, 15));
        tick(COMPLETE);

        assertThat(deliver(COMPLETE, live("good again", 0, 60, 0)).due()).isEmpty();
        assertThat(incidents())
                .singleElement()
                .satisfies(outage -> assertThat(outage.isOpen()).isFalse());
    }

    @Test
    void anIncidentThatWasReportedBeforeThePastIsCompleteIsReportedOnce() {
        backfill(DEPLOYED, past("good", 30, 1, 0), past("outage", 1, 0, 15));
        assertThat(deliver(DEPLOYED.plusSeconds(300), live("more", 0, 5, 15)).due())
                .hasSize(1);
        List<String> before = incidents().stream().map(Incident::id).toList();

        assertThat(tick(COMPLETE).due()).isEmpty();
        assertThat(incidents()).extracting(Incident::id).isEqualTo(before);
        assertThat(deliver(COMPLETE, live("even more", 5, 20, 15)).due()).isEmpty();
    }

    /** The past in hourly objects, with three outages: whole, of a path, and of one client. */
    private List<LogObject> storyOfThreeDays() {
        List<LogObject> objects = new ArrayList<>();
        Random random = new Random(22);
        for (int hour = 72; hour > 0; hour--) {
            LogText log = new LogText();
            boolean fails = hour == 50 || hour == 49 || hour == 12;
            steady(log, hoursBefore(hour), hoursBefore(hour - 1), fails ? 12 : random.nextInt(20) == 0 ? 1 : 0);
            log.at(hoursBefore(hour).plusSeconds(600).toString());
            if (hour == 30) {
                log.refusals(20);
            }
            if (hour == 20) {
                log.by("203.0.113.7").onlyForbidden(15, 40);
            }
            objects.add(put("hour" + hour, log));
        }
        return objects;
    }

    @Test
    void whatIsFoundInThePastIsWhatWouldHaveBeenFoundThen() {
        List<LogObject> story = storyOfThreeDays();
        for (int hour = 0; hour < story.size(); hour++) {
            ports.tally(hoursBefore(71 - hour), story.get(hour));
            tick(hoursBefore(71 - hour));
        }
        List<String> then = found();
        assertThat(then).hasSizeGreaterThanOrEqualTo(4);

        PastWatchTest backfilled = new PastWatchTest();
        List<LogObject> shuffled = backfilled.storyOfThreeDays();
        Collections.shuffle(shuffled, new Random(403));
        backfilled.backfill(DEPLOYED, shuffled.subList(0, 40));
        backfilled.tick(DEPLOYED);
        backfilled.backfill(DEPLOYED, shuffled.subList(40, 72));
        backfilled.tick(COMPLETE);

        assertThat(backfilled.found()).isEqualTo(then);
        assertThat(backfilled.ports.published).isEmpty();
    }

    @Test
    void theEvaluationGoesOnInTheNextTickWhenTheTimeRunsOut() {
        backfill(DEPLOYED, storyOfThreeDays());
        tick(DEPLOYED);
        int[] calls = {0};
        List<List<String>> ticks = new ArrayList<>();
        while (ports.tallies.state("E2EXAMPLE").orElseThrow().past().isPresent()) {
            assertThat(incidents()).isEmpty();
            // Every look at the clock takes some seconds.
            tick(Timekeeper.within(() -> COMPLETE.plusSeconds(4L * calls[0]++), Duration.ofSeconds(105)));
            ticks.add(found());
        }

        assertThat(ticks).hasSizeGreaterThan(2);
        PastWatchTest atOnce = new PastWatchTest();
        atOnce.backfill(DEPLOYED, atOnce.storyOfThreeDays());
        atOnce.tick(DEPLOYED);
        atOnce.tick(COMPLETE);
        assertThat(found()).isEqualTo(atOnce.found());
    }

    @Test
    void anObjectThatArrivesWhenThePastWasCompleteIsEvaluatedToo() {
        LogObject outage = past("outage", 24, 23, 19);
        backfill(DEPLOYED, past("a", 30, 24, 0), past("b", 23, 0, 0));
        tick(COMPLETE);
        assertThat(incidents()).isEmpty();

        backfill(COMPLETE, outage);
        tick(COMPLETE.plusSeconds(599));
        assertThat(incidents()).isEmpty();
        tick(COMPLETE.plusSeconds(600));
        assertThat(incidents()).hasSize(1);
    }

    @Test
    void aRepeatedBackfillChangesNothing() {
        LogObject[] objects = outageOfADayAgo();
        backfill(DEPLOYED, objects);
        tick(COMPLETE);
        deliver(COMPLETE, live("more", 0, 10, 15));
        List<Incident> before = incidents();

        backfill(COMPLETE, objects);
        tick(COMPLETE);
        tick(COMPLETE.plusSeconds(600));

        assertThat(incidents()).isEqualTo(before);
        assertThat(ports.published).hasSize(1);
    }

    @Test
    void aDistributionThatAnotherProcessWatchesIsEvaluatedLater() {
        backfill(DEPLOYED, outageOfADayAgo());
        tick(DEPLOYED);
        ports.tallies.claim("E2EXAMPLE", COMPLETE);
        tick(COMPLETE);
        assertThat(incidents()).isEmpty();

        tick(COMPLETE.plusSeconds(150));
        assertThat(incidents()).hasSize(1);
    }

    @Test
    void aRefusedWriteIsRepeatedByTheNextTick() {
        backfill(DEPLOYED, outageOfADayAgo());
        ports.refusesWrites = true;
        tick(COMPLETE);
        assertThat(incidents()).isEmpty();
        ports.refusesWrites = false;
        tick(COMPLETE.plusSeconds(60));

        assertThat(incidents()).hasSize(1);
        assertThat(ports.tallies.state("E2EXAMPLE").orElseThrow().past()).isEmpty();
    }
}
