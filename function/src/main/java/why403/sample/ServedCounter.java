package why403.sample;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import why403.log.Field;
import why403.log.LogLine;
import why403.sample.ServedRequests.PathAndMethod;
import why403.sample.ServedRequests.Served;

/** Counts served requests by path and method. A viewer can invent paths, so both their number and length are bounded. */
final class ServedCounter {

    static final int MAX_ENTRIES = 20_000;

    private static final int MAX_PATH_BYTES = 512;
    private static final int FIRST_ERROR = 400;

    private final Map<PathAndMethod, Served> served = new HashMap<>();

    /** @param weight how many lines of the object this one represents */
    void add(LogLine line, long weight) {
        int start = line.start(Field.URI_STEM);
        int length = line.end(Field.URI_STEM) - start;
        if (line.status() >= FIRST_ERROR || start < 0 || length > MAX_PATH_BYTES) {
            return;
        }
        Instant at = Instant.ofEpochSecond(line.epochSecond());
        add(new PathAndMethod(text(line, Field.URI_STEM), text(line, Field.METHOD)), new Served(weight, at, at));
    }

    private static String text(LogLine line, Field field) {
        int start = line.start(field);
        return start < 0 ? "" : new String(line.buffer(), start, line.end(field) - start, StandardCharsets.ISO_8859_1);
    }

    private void add(PathAndMethod key, Served more) {
        if (served.size() < MAX_ENTRIES || served.containsKey(key)) {
            served.merge(key, more, Served::plus);
        }
    }

    void addAll(ServedCounter other) {
        other.served.forEach(this::add);
    }

    ServedRequests requests() {
        return new ServedRequests(served);
    }
}
