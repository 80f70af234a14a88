package why403.sample;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import why403.hash.BytesTable;
import why403.hash.HashKey;
import why403.log.Field;
import why403.log.LogLine;
import why403.log.PercentDecoding;
import why403.sample.ServedRequests.PathAndMethod;
import why403.sample.ServedRequests.Served;

/** Counts served requests by path and method. A viewer can invent paths, so their number and their bytes are bounded. */
final class ServedCounter {

    static final int MAX_ENTRIES = 20_000;

    private static final int MAX_PATH_BYTES = 512;
    private static final int MAX_METHOD_BYTES = 32;

    /** Below it, the viewer went away before an answer began: the log has status 000. */
    private static final int FIRST_STATUS = 100;

    private static final int FIRST_ERROR = 400;

    /** @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html">AWS: fields</a> */
    private static final byte[] REDIRECT = "Redirect".getBytes(StandardCharsets.US_ASCII);

    /** The objects of an entry, and its place in the table. */
    private static final int ENTRY_BYTES = 128;

    /** What was counted for one key: the length of the method, the method and the path. */
    private static final class Entry {

        private final byte[] key;
        private long requests;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        Entry(byte[] key) {
            this.key = key;
        }

        void add(long more, long from, long to) {
            requests += more;
            first = Math.min(first, from);
            last = Math.max(last, to);
        }

        PathAndMethod pathAndMethod() {
            int path = 1 + key[0];
            return new PathAndMethod(
                    PercentDecoding.once(new String(key, path, key.length - path, StandardCharsets.ISO_8859_1)),
                    new String(key, 1, key[0], StandardCharsets.ISO_8859_1));
        }

        Served served() {
            return new Served(requests, Instant.ofEpochSecond(first), Instant.ofEpochSecond(last));
        }
    }

    private final long maxBytes;
    private final BytesTable<Entry> table;
    private final List<Entry> entries = new ArrayList<>();
    private final byte[] key = new byte[1 + MAX_METHOD_BYTES + MAX_PATH_BYTES];
    private long bytes;

    /**
     * A counter without requests.
     *
     * @param maxBytes its memory, approximately
     * @param seed decides nothing but places in a table
     */
    ServedCounter(long maxBytes, HashKey seed) {
        this.maxBytes = maxBytes;
        this.table = new BytesTable<>(seed);
    }

    /** @param weight how many lines of the object this one represents */
    void add(LogLine line, long weight) {
        int method = length(line, Field.METHOD);
        int path = length(line, Field.URI_STEM);
        boolean isServed = line.status() >= FIRST_STATUS && line.status() < FIRST_ERROR && !isRedirectToHttps(line);
        if (!isServed || path == 0 || path > MAX_PATH_BYTES || method > MAX_METHOD_BYTES) {
            return;
        }
        key[0] = (byte) method;
        if (method > 0) {
            System.arraycopy(line.buffer(), line.start(Field.METHOD), key, 1, method);
        }
        System.arraycopy(line.buffer(), line.start(Field.URI_STEM), key, 1 + method, path);
        long second = line.epochSecond();
        entry(key, 1 + method + path).ifPresent(entry -> entry.add(weight, second, second));
    }

    /** CloudFront made this answer for any request over HTTP, before it asked whether the request may be served. */
    private static boolean isRedirectToHttps(LogLine line) {
        int start = line.start(Field.RESULT_TYPE);
        return start >= 0
                && Arrays.equals(line.buffer(), start, line.end(Field.RESULT_TYPE), REDIRECT, 0, REDIRECT.length);
    }

    private static int length(LogLine line, Field field) {
        int start = line.start(field);
        return start < 0 ? 0 : line.end(field) - start;
    }

    /** The entry of the key in the first bytes; empty if there is no space for another one. */
    private Optional<Entry> entry(byte[] keyBytes, int length) {
        Optional<Entry> known = table.get(keyBytes, 0, length);
        return known.isPresent() || entries.size() == MAX_ENTRIES || bytes + length + ENTRY_BYTES > maxBytes
                ? known
                : Optional.of(newEntry(Arrays.copyOf(keyBytes, length)));
    }

    private Entry newEntry(byte[] ownKey) {
        Entry entry = new Entry(ownKey);
        table.put(ownKey, entry);
        entries.add(entry);
        bytes += ownKey.length + ENTRY_BYTES;
        return entry;
    }

    void addAll(ServedCounter other) {
        other.entries.forEach(more ->
                entry(more.key, more.key.length).ifPresent(entry -> entry.add(more.requests, more.first, more.last)));
    }

    ServedRequests requests() {
        SortedMap<PathAndMethod, Served> served = new TreeMap<>();
        entries.forEach(entry -> served.merge(entry.pathAndMethod(), entry.served(), Served::plus));
        return new ServedRequests(served);
    }
}
