package why403.log;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import why403.hash.HashKey;
import why403.trigger.LogObject;

/** Reads logs made by tests, and keeps what was visited. */
final class Readings {

    static final String KEY = "logs/E2EXAMPLE.2026-11-24-10.abcd1234.gz";
    static final String UNNAMED_KEY = "uploads/report.txt";

    /** One visited record, in a form that can be compared. */
    record Visit(String distribution, long second, int status, Map<Field, String> raw) {}

    /** @param kept the same records, kept as lines */
    record Result(Reading reading, List<Visit> visits, PackedRecords kept) {

        Visit only() {
            return visits.get(0);
        }
    }

    private Readings() {}

    static Result read(String log) {
        return read(KEY, log.getBytes(StandardCharsets.UTF_8));
    }

    static Result read(String key, byte[] stored) {
        return read(key, new ByteArrayInputStream(stored));
    }

    static Result read(String key, InputStream stored) {
        List<Visit> visits = new ArrayList<>();
        PackedRecords kept = new PackedRecords();
        Reading reading = new LogReader(host -> Optional.empty(), HashKey.OF_REPLAY)
                .read(new LogObject("example-logs", key), stored, (distribution, line) -> {
                    visits.add(visit(distribution, line));
                    kept.add(distribution, line);
                });
        return new Result(reading, visits, kept);
    }

    static List<Visit> visits(PackedRecords kept) {
        List<Visit> visits = new ArrayList<>();
        kept.visit((distribution, line) -> visits.add(visit(distribution, line)));
        return visits;
    }

    static Visit visit(String distribution, LogLine line) {
        LogRecord kept = line.toRecord(FieldSelection.ALL);
        Map<Field, String> raw = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            kept.raw(field).ifPresent(value -> raw.put(field, value));
        }
        return new Visit(distribution, kept.time().getEpochSecond(), kept.status(), raw);
    }

    static Reading.Read clean(long records) {
        return new Reading.Read(records, 0, Optional.empty());
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    static byte[] gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Gives at most that many bytes at once, and never says that any are available. */
    static InputStream dripping(byte[] bytes, int most) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(most, length));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }
}
