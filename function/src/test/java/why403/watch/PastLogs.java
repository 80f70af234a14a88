package why403.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import why403.log.LogText;
import why403.spike.Incident;
import why403.tally.Horizon;
import why403.trigger.LogObject;

/** Logs from before a deployment at noon and from after it, and what is made of them. */
final class PastLogs {

    static final Instant DEPLOYED = Instant.parse("2026-11-24T12:00:00Z");
    static final Instant COMPLETE = DEPLOYED.plus(PastWatch.COMPLETE_AFTER);

    final Ports ports = new Ports();

    LogObject put(String unique, LogText log) {
        LogObject object = new LogObject("example-logs", "cdn/E2EXAMPLE.2026-11-24-09." + unique + ".gz");
        ports.objects.put(object, log.bytes());
        return object;
    }

    /** Requests at an even rate, with this many forbidden ones of 20 in each minute. */
    static LogText steady(LogText log, Instant from, Instant to, int forbiddenOfTwenty) {
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

    static Instant hoursBefore(int hours) {
        return DEPLOYED.minusSeconds(3600L * hours);
    }

    LogObject past(String unique, int fromHour, int toHour, int forbiddenOfTwenty) {
        return put(unique, steady(new LogText(), hoursBefore(fromHour), hoursBefore(toHour), forbiddenOfTwenty));
    }

    LogObject live(String unique, int fromMinute, int toMinute, int forbiddenOfTwenty) {
        return put(
                unique,
                steady(
                        new LogText(),
                        DEPLOYED.plusSeconds(60L * fromMinute),
                        DEPLOYED.plusSeconds(60L * toMinute),
                        forbiddenOfTwenty));
    }

    void backfill(Instant now, LogObject... objects) {
        backfill(now, List.of(objects));
    }

    void backfill(Instant now, List<LogObject> objects) {
        TallyResult tallied =
                ports.tallier(ports, Timekeeper.endless(() -> now)).tally(List.of(), objects, Horizon.ofClock(now));
        assertThat(tallied.unreadable()).isEmpty();
        assertThat(tallied.deferred()).isEmpty();
    }

    WatchResult tick(Instant now) {
        return tick(Timekeeper.endless(() -> now));
    }

    WatchResult tick(Timekeeper time) {
        WatchResult result = ports.watch(ports, time).watchAll(ports.tallies.states());
        assertThat(result.undone()).isEmpty();
        assertThat(result.problems()).isEmpty();
        return result;
    }

    WatchResult deliver(Instant now, LogObject object) {
        ports.tally(now, object);
        return tick(now);
    }

    List<Incident> incidents() {
        return ports.incidents.of("E2EXAMPLE").stream()
                .flatMap(scope -> scope.incidents().stream())
                .toList();
    }

    /** What was found, without what was reported of it. */
    List<String> found() {
        return incidents().stream()
                .map(one -> one.id() + " " + one.windowStart() + " " + one.to() + " " + one.phase() + " " + one.opened()
                        + " " + one.ended())
                .toList();
    }

    static Instant minutesAfter(int minutes) {
        return DEPLOYED.plusSeconds(60L * minutes);
    }

    /** An object for each hour. */
    List<LogObject> hourly(int fromHour, int toHour, int forbiddenOfTwenty) {
        return IntStream.iterate(fromHour, hour -> hour > toHour, hour -> hour - 1)
                .mapToObj(hour -> past("hour" + hour, hour, hour - 1, forbiddenOfTwenty))
                .toList();
    }

    boolean isEvaluated() {
        return ports.tallies.state("E2EXAMPLE").orElseThrow().past().isEmpty();
    }
}
