package why403.benchmark.arrival;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import why403.log.LogText;
import why403.trigger.LogObject;

/**
 * The log objects of a day of a small site, five minutes each, with three incidents hours apart. The first is a total or partial
 * outage of the whole site, the second one of a path, and the third anything that may be too weak to be found.
 */
final class SimulatedDay {

    static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
    static final int MINUTES = 24 * 60;
    static final int MINUTES_OF_OBJECT = 5;

    private static final int CLIENTS = 200;
    private static final int SECONDS = 60;
    private static final List<String> PATHS = List.of("/img/a.png", "/img/b.png", "/api/a", "/");

    /** Before it, the day has no incident. After the last minute in which one begins, it has time to resolve. */
    private static final int FIRST_HOUR = 5;

    private static final int HOURS_OF_INCIDENT = 6;

    /** @param path what the paths begin with that it concerns */
    private record Planned(int from, int to, double rate, String path, String result) {

        boolean concerns(int minute, String requested) {
            return from <= minute && minute < to && requested.startsWith(path);
        }
    }

    private final Random random;
    private final int requests;
    private final double usualRate;
    private final List<Planned> incidents = new ArrayList<>();
    private final List<List<String>> objects = new ArrayList<>();

    SimulatedDay(long seed) {
        this.random = new Random(seed);
        this.requests = pick(10, 20, 40);
        this.usualRate = pick(5, 100, 500) / 10_000.0;
        incidents.add(planned(0, pick(30, 60, 100), "/", "ClientGeoBlocked"));
        incidents.add(planned(1, pick(60, 100), "/api/", "Error"));
        incidents.add(planned(2, pick(5, 10, 20, 40), "/", "Error"));
        for (int minute = 0; minute < MINUTES; minute += MINUTES_OF_OBJECT) {
            objects.add(records(minute));
        }
    }

    private int pick(int... values) {
        return values[random.nextInt(values.length)];
    }

    private Planned planned(int number, int percent, String path, String result) {
        int from = (FIRST_HOUR + number * HOURS_OF_INCIDENT) * SECONDS + random.nextInt(2 * SECONDS);
        return new Planned(from, from + pick(5, 15, 30, 60, 90), percent / 100.0, path, result);
    }

    private List<String> records(int first) {
        List<String> records = new ArrayList<>();
        for (int minute = first; minute < first + MINUTES_OF_OBJECT; minute++) {
            int now = requests / 2 + random.nextInt(requests + 1);
            for (int i = 0; i < now; i++) {
                records.add(record(minute, i * SECONDS / now));
            }
        }
        return records;
    }

    private String record(int minute, int second) {
        String path = PATHS.get(random.nextInt(PATHS.size()));
        String client = "192.0.2." + random.nextInt(CLIENTS);
        String refusedBy = refusedBy(minute, path);
        Instant time = START.plusSeconds((long) minute * SECONDS + second);
        return LogText.record(
                        time,
                        client,
                        "www.example.com",
                        path,
                        refusedBy.isEmpty() ? 200 : 403,
                        refusedBy.isEmpty() ? "Hit" : refusedBy)
                + "\n";
    }

    private String refusedBy(int minute, String path) {
        for (Planned planned : incidents) {
            if (planned.concerns(minute, path) && random.nextDouble() < planned.rate()) {
                return planned.result();
            }
        }
        return random.nextDouble() < usualRate ? "Error" : "";
    }

    /** How many log objects the day has. */
    int objects() {
        return objects.size();
    }

    LogObject object(int number) {
        return new LogObject("example-logs", "cdn/E2EXAMPLE.2026-11-24-00." + number + ".txt");
    }

    byte[] bytes(int number) {
        return LogText.bytes(Collections.unmodifiableList(objects.get(number)));
    }
}
