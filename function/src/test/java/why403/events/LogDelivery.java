package why403.events;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;

/**
 * How a distribution's records come into the log bucket: several objects an hour, minutes late, each named by the hour
 * of its records and not in the order of time.
 *
 * @param every how much time one delivery covers
 * @param keyFormat the object's key: %1 the hour of its records, %2 a unique part; a key that ends in {@code .gz} is
 *     packed
 */
record LogDelivery(LogFormat format, String bucket, Duration every, String keyFormat) {

    private static final Duration LATEST = Duration.ofMinutes(4);

    /** A log object; the text is what it holds once unpacked. */
    record LogFile(String bucket, String key, Instant delivered, String text) {}

    /** Legacy logs below a prefix. */
    static LogDelivery legacy(String prefix, Site site) {
        String key = prefix + site.distributionId() + ".%1$tY-%1$tm-%1$td-%1$tH.%2$s.gz";
        return new LogDelivery(LogFormat.LEGACY, "example-logs", Duration.ofMinutes(20), key);
    }

    /** The objects, in the order of their delivery. */
    List<LogFile> objects(List<Line> lines, Random random) {
        TreeMap<String, List<Line>> parts = new TreeMap<>();
        for (Line line : lines) {
            parts.computeIfAbsent(part(line.time(), random), part -> new ArrayList<>())
                    .add(line);
        }
        return parts.values().stream()
                .map(part -> object(part, random))
                .sorted(Comparator.comparing(LogFile::delivered))
                .toList();
    }

    /** Which object takes a record: some are collected late, and an object holds records of one hour only. */
    private String part(Instant time, Random random) {
        Instant collected = time.plusSeconds(random.nextInt((int) LATEST.toSeconds()));
        String hour = DateTimeFormatter.ofPattern("HH", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(hasHour() ? time : time.truncatedTo(ChronoUnit.DAYS));
        return hour + "/" + String.format(Locale.ROOT, "%06d", collected.getEpochSecond() / every.toSeconds());
    }

    private boolean hasHour() {
        return keyFormat.contains("$tH");
    }

    private LogFile object(List<Line> part, Random random) {
        Instant newest = part.get(part.size() - 1).time();
        Instant delivered =
                newest.plus(LATEST).plusSeconds(60 + random.nextInt(240)).plusMillis(random.nextInt(1000));
        String unique = String.format(Locale.ROOT, "%08x", random.nextInt());
        String key = String.format(Locale.ROOT, keyFormat, part.get(0).time().atOffset(ZoneOffset.UTC), unique);
        List<Line> byEdge = part.stream()
                .sorted(Comparator.comparing((Line line) -> line.value("x-edge-location")))
                .toList();
        return new LogFile(bucket, key, delivered, format.render(byEdge));
    }
}
