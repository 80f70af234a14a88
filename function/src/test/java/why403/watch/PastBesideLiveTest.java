package why403.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.watch.PastLogs.COMPLETE;
import static why403.watch.PastLogs.DEPLOYED;
import static why403.watch.PastLogs.hoursBefore;
import static why403.watch.PastLogs.minutesAfter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import why403.history.StoreException;
import why403.log.LogText;
import why403.spike.Incident;
import why403.trigger.LogObject;

/** The past is evaluated while new logs are watched. No notice is lost by it, and none comes twice. */
class PastBesideLiveTest {

    private static final int FAILING = 15;
    private static final Pattern NEWS = Pattern.compile("\"event\":\"(\\w+)\".*\"scope\":\"([^\"]+)\"");

    private final PastLogs logs = new PastLogs();
    private final List<String> news = new ArrayList<>();

    /** Delivers an object every ten minutes, and keeps what is published. */
    private void live(int fromMinute, int toMinute, int forbiddenOfTwenty) {
        for (int minute = fromMinute; minute < toMinute; minute += 10) {
            keep(logs.deliver(
                    minutesAfter(minute + 10), logs.live("live" + minute, minute, minute + 10, forbiddenOfTwenty)));
        }
    }

    private void keep(WatchResult result) {
        result.published().stream()
                .flatMap(notice -> NEWS.matcher(notice.json()).results())
                .map((MatchResult found) -> found.group(1) + " " + found.group(2))
                .forEach(news::add);
    }

    @Test
    void theUsualRateOfThePastKeepsAnIncidentFromExpiringEarly() {
        live(0, 30, 0);
        live(30, 60, FAILING);
        logs.backfill(minutesAfter(60), logs.hourly(72, 0, 0));
        live(60, 300, FAILING);
        live(300, 360, 0);

        assertThat(logs.isEvaluated()).isTrue();
        assertThat(news).containsExactly("opened *", "resolved *");
    }

    @Test
    void anOutageThatExpiredEarlyAndGoesOnIsOpenAgain() {
        live(0, 30, 0);
        live(30, 260, FAILING);
        assertThat(news).containsExactly("opened *", "expired *");
        logs.backfill(minutesAfter(260), logs.hourly(72, 0, 0));
        live(260, 400, FAILING);

        assertThat(logs.incidents()).anyMatch(Incident::isOpen);
    }

    @Test
    void aFirstObjectThatComesHoursLateDoesNotEndTheEvaluationThere() {
        logs.backfill(DEPLOYED, logs.hourly(72, 5, 0));
        logs.backfill(DEPLOYED, logs.hourly(5, 0, FAILING));
        LogText late =
                PastLogs.steady(new LogText(), hoursBefore(8), hoursBefore(8).plusSeconds(300), 0);
        logs.deliver(DEPLOYED, logs.put("late", late));
        logs.tick(COMPLETE);
        live(10, 120, FAILING);

        assertThat(news).containsExactly("opened *");
    }

    @Test
    void anOutageThatEndedMinutesBeforeTheDeploymentIsNotReported() {
        logs.backfill(DEPLOYED, logs.hourly(72, 2, 0));
        logs.backfill(
                DEPLOYED,
                logs.put("outage", PastLogs.steady(new LogText(), hoursBefore(2), minutesAfter(-4), FAILING)),
                logs.put("good", PastLogs.steady(new LogText(), minutesAfter(-4), DEPLOYED, 0)));
        logs.tick(DEPLOYED);
        logs.tick(COMPLETE);

        assertThat(logs.deliver(COMPLETE, logs.live("good again", 0, 4, 0)).due())
                .isEmpty();
    }

    @Test
    void anHourWhoseSumCouldNotBeMadeIsEvaluatedLater() {
        logs.backfill(DEPLOYED, logs.past("a", 30, 24, 0), logs.past("outage", 24, 23, 19), logs.past("b", 23, 0, 0));
        int[] failures = {1};
        logs.ports.onHourRead = hour -> {
            if (failures[0]-- > 0) {
                throw new StoreException("The table is throttled");
            }
        };
        assertThat(logs.ports
                        .watch(logs.ports, Timekeeper.endless(() -> COMPLETE))
                        .watchAll(logs.ports.tallies.states())
                        .undone())
                .hasSize(1);
        logs.tick(COMPLETE.plusSeconds(60));

        assertThat(logs.incidents()).hasSize(1);
    }

    @Test
    void aDistributionWhoseLogsEndedBeforeTheDeploymentIsNotSilent() {
        logs.backfill(DEPLOYED, logs.hourly(100, 72, 0));
        logs.tick(DEPLOYED);
        logs.tick(COMPLETE);
        Instant later = DEPLOYED.plus(Duration.ofHours(6));

        assertThat(new SilentDistributions()
                        .among(logs.ports.tallies, logs.ports.tallies.states(), Timekeeper.endless(() -> later)))
                .isEmpty();
    }

    @Test
    void hoursThatTakeLongAreEvaluatedInSmallerParts() {
        logs.backfill(DEPLOYED, logs.hourly(30, 0, 0));
        logs.tick(DEPLOYED);
        Instant[] clock = {COMPLETE};
        Instant[] end = {COMPLETE};
        logs.ports.onHourRead = hour -> {
            clock[0] = clock[0].plusSeconds(20);
            if (clock[0].isAfter(end[0])) {
                throw new Ports.Died();
            }
        };
        for (int tick = 0; tick < 60 && !logs.isEvaluated(); tick++) {
            clock[0] = COMPLETE.plusSeconds(150L * tick);
            end[0] = clock[0].plusSeconds(105);
            logs.tick(Timekeeper.within(() -> clock[0], Duration.ofSeconds(105)));
        }

        assertThat(logs.isEvaluated()).isTrue();
    }

    @Test
    void anEvaluationThatFailsDoesNotFailTheTick() {
        logs.backfill(DEPLOYED, logs.hourly(30, 0, 0));
        logs.tick(DEPLOYED);
        logs.ports.onHourRead = hour -> {
            throw new StoreException("The table is throttled");
        };
        WatchResult result =
                logs.ports.watch(logs.ports, Timekeeper.endless(() -> COMPLETE)).watchAll(logs.ports.tallies.states());

        assertThat(result.undone()).isEmpty();
        assertThat(result.problems())
                .containsExactly(
                        "The logs of E2EXAMPLE from before the deployment could not be evaluated and are tried again"
                                + " a minute later: The table is throttled");
    }

    /** Ten times as many requests for /img/ as for /doc/. */
    private static LogText twoPaths(Instant from, Instant to, boolean imgFails, boolean docFails) {
        LogText log = new LogText();
        int number = 0;
        for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(60)) {
            for (int i = 0; i < 40; i++, number++) {
                boolean isDoc = i % 10 == 0;
                boolean fails = isDoc ? docFails : imgFails && i % 10 != 1;
                log.line(LogText.record(
                        minute.plusSeconds(i),
                        "192.0.2." + (1 + number * 7 % 250),
                        "www.example.com",
                        (isDoc ? "/doc/" : "/img/") + number % 5,
                        fails ? 403 : 200,
                        fails ? "Error" : "Hit"));
            }
        }
        return log;
    }

    private void backfillTwoPaths(boolean outage) {
        logs.backfill(
                DEPLOYED,
                logs.put("good", twoPaths(hoursBefore(72), hoursBefore(3), false, false)),
                logs.put("outage", twoPaths(hoursBefore(3), minutesAfter(-3), outage, false)),
                logs.put("good again", twoPaths(minutesAfter(-3), DEPLOYED, false, false)));
        logs.tick(DEPLOYED);
    }

    /** @param early whether the logs of the failure come at once, before the past is complete */
    private void docFails(int from, int to, int end, boolean early) {
        for (int minute = 0; minute < end; minute += 5) {
            boolean fails = minute >= from && minute < to;
            LogObject object =
                    logs.put("live" + minute, twoPaths(minutesAfter(minute), minutesAfter(minute + 5), false, fails));
            keep(logs.deliver(minutesAfter(early && minute < to ? 5 : minute + 5), object));
        }
    }

    @Test
    void anIncidentThatNobodyKnowsDoesNotSilenceTheEndOfOneThatPeopleKnow() {
        backfillTwoPaths(true);
        docFails(0, 40, 180, true);

        assertThat(news).containsExactly("opened path:/doc/", "resolved path:/doc/");
    }

    @Test
    void anOutageOfThePastChangesNoNoticeOfALaterOne() {
        List<List<String>> all = Stream.of(true, false)
                .map(outage -> {
                    PastBesideLiveTest one = new PastBesideLiveTest();
                    one.backfillTwoPaths(outage);
                    one.docFails(15, 75, 165, false);
                    return one.news;
                })
                .toList();

        assertThat(all.get(0)).isNotEmpty().isEqualTo(all.get(1));
    }
}
