package why403.benchmark.units;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import why403.log.LogStore;
import why403.log.LogText;
import why403.trigger.LogObject;

/**
 * Log objects that are made when they are read. An object holds a hundred records of the five minutes before it arrives,
 * of six hosts and forty first path segments whose shares follow Zipf's law. One record in a hundred is forbidden.
 */
final class SimulatedSites implements LogStore {

    private static final String BUCKET = "example-logs";
    private static final int RECORDS = 100;
    private static final int SECONDS = 300;
    private static final int HOSTS = 6;
    private static final int PATHS = 40;
    private static final int CLIENTS = 250;
    private static final double USUAL_RATE = 0.01;

    /** The second of the arrival, before the number that makes a key unique. */
    private static final Pattern ARRIVAL = Pattern.compile("\\.(\\d+)\\.\\d+\\.gz$");

    private final double[] shares = IntStream.rangeClosed(1, PATHS)
            .mapToDouble(rank ->
                    IntStream.rangeClosed(1, rank).mapToDouble(one -> 1.0 / one).sum())
            .toArray();

    static String distribution(int number) {
        return "E" + (1000 + number) + "EXAMPLE";
    }

    /** An object of a distribution that arrives at that time. */
    static LogObject object(int distribution, Instant arrival, int number) {
        return new LogObject(
                BUCKET,
                "cdn/" + distribution(distribution) + ".2026-11-24-10." + arrival.getEpochSecond() + "." + number
                        + ".gz");
    }

    @Override
    public InputStream open(LogObject object) {
        Matcher found = ARRIVAL.matcher(object.key());
        if (!found.find()) {
            throw new IllegalArgumentException(object + " is no simulated object");
        }
        Instant arrival = Instant.ofEpochSecond(Long.parseLong(found.group(1)));
        Random random = new Random(object.identity().hashCode());
        List<String> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            Instant time = arrival.minusSeconds(SECONDS - (long) i * SECONDS / RECORDS);
            boolean forbidden = random.nextDouble() < USUAL_RATE;
            records.add(LogText.record(
                            time,
                            "192.0.2." + random.nextInt(CLIENTS),
                            "host" + random.nextInt(HOSTS) + ".example.com",
                            "/section-" + path(random) + "/page.html",
                            forbidden ? 403 : 200,
                            forbidden ? "Error" : "Hit")
                    + "\n");
        }
        return new ByteArrayInputStream(LogText.bytes(records));
    }

    private int path(Random random) {
        double drawn = random.nextDouble() * shares[PATHS - 1];
        return (int) IntStream.range(0, PATHS).filter(i -> shares[i] < drawn).count();
    }
}
