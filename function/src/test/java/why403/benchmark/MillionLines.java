package why403.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the log for benchmarks: {@code MillionLines <folder> [spike] [lines] [minutes]} makes {@value #FILE} there, a
 * million records of 33 columns and about 490 bytes over 150 minutes, the same bytes every time. 0.3 % of them are 403s.
 * With {@code spike}, 95 % of the records of ten minutes are 403s of one path prefix.
 */
public final class MillionLines {

    /** The file's name, as CloudFront would give it. */
    public static final String FILE = "E2EXAMPLE.2026-11-24-10.abcd1234.gz";

    private static final Instant FROM = Instant.parse("2026-11-24T08:00:00Z");
    private static final int DEFAULT_MINUTES = 150;
    private static final int SPIKE_SECONDS = 600;

    /** From the end of the spike to the end of the log. */
    private static final int AFTER_SPIKE = 600;

    private static final int USUAL_PER_MILLE = 3;
    private static final int SPIKE_PER_MILLE = 950;
    private static final int DEFAULT_LINES = 1_000_000;
    private static final String HEADER = "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method"
            + " cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type"
            + " x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol"
            + " ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port"
            + " time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start"
            + " sc-range-end\n";
    private static final String[] HOSTS = {"www.example.com", "cdn.example.com", "static.example.com"};
    private static final String[] FOLDERS = {"img", "css", "js", "video", "docs", "api", "fonts", "download"};
    private static final String[] EDGES = {"FRA56-P4", "SEA73-P2", "NRT57-P3", "IAD89-C1", "GRU3-P1", "LHR61-P5"};
    private static final String[] AGENTS = {
        "Mozilla/5.0%20(Windows%20NT%2010.0;%20Win64;%20x64)%20AppleWebKit/537.36%20(KHTML,%20like%20Gecko)%20"
                + "Chrome/131.0.0.0%20Safari/537.36",
        "Mozilla/5.0%20(Macintosh;%20Intel%20Mac%20OS%20X%2010_15_7)%20AppleWebKit/605.1.15%20(KHTML,%20like%20"
                + "Gecko)%20Version/17.6%20Safari/605.1.15",
        "Mozilla/5.0%20(iPhone;%20CPU%20iPhone%20OS%2017_6_1%20like%20Mac%20OS%20X)%20AppleWebKit/605.1.15%20"
                + "(KHTML,%20like%20Gecko)%20Version/17.6%20Mobile/15E148%20Safari/604.1",
        "Mozilla/5.0%20(Linux;%20Android%2010;%20K)%20AppleWebKit/537.36%20(KHTML,%20like%20Gecko)%20"
                + "Chrome/131.0.0.0%20Mobile%20Safari/537.36"
    };
    private static final String ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final Random random = new Random(403);
    private final boolean spike;
    private final int seconds;
    private final StringBuilder line = new StringBuilder(1024);

    private MillionLines(boolean spike, int seconds) {
        this.spike = spike;
        this.seconds = seconds;
    }

    /** The folder, and optionally {@code spike}, the number of lines and the minutes from the first to the last. */
    public static void main(String[] arguments) throws IOException {
        boolean spike = arguments.length > 1 && arguments[1].equals("spike");
        List<Integer> numbers = Arrays.stream(arguments)
                .skip(spike ? 2 : 1)
                .map(Integer::valueOf)
                .toList();
        int lines = numbers.isEmpty() ? DEFAULT_LINES : numbers.get(0);
        int minutes = numbers.size() > 1 ? numbers.get(1) : DEFAULT_MINUTES;
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        new MillionLines(spike, minutes * 60).write(folder.resolve(FILE), lines);
    }

    private void write(Path file, int lines) throws IOException {
        try (OutputStream packed =
                new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 64 * 1024), 64 * 1024)) {
            packed.write(HEADER.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < lines; i++) {
                line.setLength(0);
                appendLine((int) ((long) i * seconds / lines));
                packed.write(line.toString().getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private void appendLine(int second) {
        int untilEnd = seconds - second;
        boolean refusing = spike && untilEnd > AFTER_SPIKE && untilEnd <= AFTER_SPIKE + SPIKE_SECONDS;
        int status = random.nextInt(1000) < (refusing ? SPIKE_PER_MILLE : USUAL_PER_MILLE)
                ? 403
                : random.nextInt(20) == 0 ? 304 : 200;
        String folder = status == 403 && refusing ? FOLDERS[0] : pick(FOLDERS);
        String result = status == 403 ? "Error" : random.nextInt(4) == 0 ? "Miss" : "Hit";
        appendRequest(second, folder, status);
        columns(result, requestId(), pick(HOSTS), "https", 200 + random.nextInt(400), "0.0" + random.nextInt(100));
        columns("-", "TLSv1.3", "TLS_AES_128_GCM_SHA256", result, "HTTP/2.0", "-", "-");
        columns(1024 + random.nextInt(64000), "0.0" + random.nextInt(100), result);
        columns(status == 403 ? "application/xml" : "image/webp", status == 403 ? "-" : random.nextInt(90000));
        line.append("-\t-\n");
    }

    private void appendRequest(int second, String folder, int status) {
        // Records of one file are not in the order of time.
        Instant time = FROM.plusSeconds(Math.max(0, second - random.nextInt(30)));
        String instant = time.toString();
        columns(instant.substring(0, 10), instant.substring(11, 19), pick(EDGES), 300 + random.nextInt(90000));
        columns(address(), "GET", "d111111abcdef8.cloudfront.net");
        columns("/" + folder + "/autumn-" + random.nextInt(40) + "/item-" + random.nextInt(5000) + ".webp");
        columns(status, "https://www.example.com/page-" + random.nextInt(300));
        columns(pick(AGENTS), "v=" + random.nextInt(100000) + "&w=" + random.nextInt(2000), "-");
    }

    private String address() {
        return (random.nextBoolean() ? "192.0.2." : "198.51.100.") + random.nextInt(256);
    }

    private String requestId() {
        char[] id = new char[54];
        for (int i = 0; i < id.length; i++) {
            id[i] = ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length()));
        }
        return new String(id) + "==";
    }

    private String pick(String[] values) {
        return values[random.nextInt(values.length)];
    }

    private void columns(Object... values) {
        for (Object value : values) {
            line.append(value).append('\t');
        }
    }
}
