package why403.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Writes the text of a legacy log with few columns, minute by minute, starting at 2026-11-24T08:00:00Z. */
public final class LogText {

    public static final String HEADER = "#Version: 1.0\n#Fields: date time x-edge-location c-ip cs-method cs(Host)"
            + " cs-uri-stem sc-status cs(User-Agent) x-edge-result-type x-host-header cs-protocol"
            + " x-edge-response-result-type time-to-first-byte x-edge-detailed-result-type sc-content-type"
            + " sc-content-len\n";

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd\tHH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SECONDS_IN_MINUTE = 60;

    private final List<String> lines = new ArrayList<>();
    private Instant now = START;
    private String host = "www.example.com";
    private IntFunction<String> clients = number -> "192.0.2." + (1 + number % 250);

    /** Continues at that time. */
    public LogText at(String instant) {
        now = Instant.parse(instant);
        return this;
    }

    /** Sets the host of the records that follow. */
    public LogText forHost(String name) {
        host = name;
        return this;
    }

    /** Sets the client of the records that follow. */
    public LogText by(String client) {
        clients = number -> client;
        return this;
    }

    /** Minutes with 20 served requests each. */
    public LogText quiet(int minutes) {
        return minutes(minutes, 20, 0, 403);
    }

    /** Minutes with 8 served and 12 forbidden requests each. */
    public LogText refusals(int minutes) {
        return refusals(minutes, 403);
    }

    /** Minutes with 8 served requests and 12 with an error page of that status. */
    public LogText refusals(int minutes, int status) {
        return minutes(minutes, 8, 12, status);
    }

    /** Minutes with only this many forbidden requests. */
    public LogText onlyForbidden(int minutes, int perMinute) {
        return minutes(minutes, 0, perMinute, 403);
    }

    private LogText minutes(int minutes, int served, int failed, int status) {
        for (int minute = 0; minute < minutes; minute++, now = now.plusSeconds(SECONDS_IN_MINUTE)) {
            for (int i = 0; i < served + failed; i++) {
                Instant time = now.plusSeconds(i % SECONDS_IN_MINUTE);
                String client = clients.apply(i + minute * 7);
                String file = (i + minute * 7) % 5 + ".png";
                lines.add(
                        i < served
                                ? record(time, client, host, "/img/" + file, 200, "Hit")
                                : record(time, client, host, "/api/" + file, status, "Error"));
            }
        }
        return this;
    }

    /** One record without its line end. */
    public static String record(Instant time, String client, String host, String path, int status, String result) {
        String page = status == 403 ? "text/html\t118" : "-\t-";
        return DATE_AND_TIME.format(time) + "\tFRA60-P4\t" + client + "\tGET\td111111abcdef8.cloudfront.net\t" + path
                + "\t" + status + "\tcurl/8.5.0\t" + result + "\t" + host + "\thttps\t" + result + "\t0.040\t" + result
                + "\t" + page;
    }

    /** Adds a line unchanged, without its line end. */
    public LogText line(String line) {
        lines.add(line);
        return this;
    }

    /** The records, each ending in a line feed. */
    public List<String> records() {
        return lines.stream().map(line -> line + "\n").toList();
    }

    /** The bytes of a log of these records under the header. */
    public static byte[] bytes(List<String> records) {
        return (HEADER + String.join("", records)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The bytes of the whole log. */
    public byte[] bytes() {
        return bytes(records());
    }
}
