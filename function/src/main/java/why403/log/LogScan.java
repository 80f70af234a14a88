package why403.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One reading of one object: tells header lines from records, and shows the records that can be read. */
final class LogScan {

    private static final byte[] VERSION = ascii("#Version");
    private static final byte[] FIELDS = ascii("#Fields");
    private static final byte[] PARQUET = ascii("PAR1");

    /** What the object turned out to be. */
    enum Outcome {
        LOG,
        EMPTY,
        PARQUET,
        SOMETHING_ELSE,
        OF_UNKNOWN_DISTRIBUTION
    }

    private final Lines lines;
    private final Distributions distributions;
    private final LineVisitor visitor;
    private final LogLine line = new LogLine();
    private final JsonObject json = new JsonObject();
    private final TimeAndStatus timeAndStatus = new TimeAndStatus();
    private Optional<Header> header = Optional.empty();
    private Optional<Layout> layout = Optional.empty();
    private boolean isLog;
    private boolean distributionIsUnknown;
    private long records;
    private long unreadable;
    private Optional<String> firstUnreadable = Optional.empty();

    LogScan(Lines lines, Distributions distributions, LineVisitor visitor) {
        this.lines = lines;
        this.distributions = distributions;
        this.visitor = visitor;
    }

    /** Reads until the log ends, or shows itself to be none. */
    Outcome run() throws IOException {
        while (lines.next(layout.orElse(json))) {
            if (!lines.isEmpty()) {
                take();
                if (!isLog) {
                    return lines.beginsWith(PARQUET) ? Outcome.PARQUET : Outcome.SOMETHING_ELSE;
                }
                if (distributionIsUnknown) {
                    return Outcome.OF_UNKNOWN_DISTRIBUTION;
                }
            }
        }
        return isLog ? Outcome.LOG : Outcome.EMPTY;
    }

    Reading.Read result() {
        return new Reading.Read(records, unreadable, firstUnreadable);
    }

    /** The record that was taken last. */
    LogLine line() {
        return line;
    }

    private void take() {
        byte first = lines.bytes()[lines.start()];
        if (first == '#') {
            directive();
        } else if (first == '{') {
            takeJson();
        } else {
            takeDelimited();
        }
    }

    private void directive() {
        boolean namesFields = lines.beginsWith(FIELDS);
        isLog |= namesFields || lines.beginsWith(VERSION);
        if (namesFields) {
            layout = Optional.empty();
            header = lines.isCut() ? Optional.empty() : Optional.of(Header.w3c(namesIn(text())));
        }
    }

    /** The colon after {@code #Fields} is passed over where there is one. */
    private static String namesIn(String directive) {
        String names = directive.substring(FIELDS.length);
        return names.startsWith(":") ? names.substring(1) : names;
    }

    private void takeJson() {
        layout = Optional.empty();
        Problem found = json.index(lines.bytes(), lines.start(), lines.end(), line);
        isLog |= json.knownFields() > 0;
        record(completed(found));
    }

    /** A header line of names alone never reads as a record, so it is looked for only where a record cannot be read. */
    private void takeDelimited() {
        Problem problem = completed(index());
        if (problem == Problem.NONE || !takeHeader()) {
            record(problem);
        }
    }

    private Problem completed(Problem found) {
        if (lines.isCut()) {
            return Problem.TOO_LONG;
        }
        return found == Problem.NONE ? timeAndStatus.complete(line) : found;
    }

    private Problem index() {
        if (layout.isEmpty() && header.isPresent()) {
            layout = header.map(names -> names.layoutOf(text()));
        }
        return layout.isPresent()
                ? layout.get().index(lines.bytes(), lines.start(), lines.end(), line)
                : Problem.NO_HEADER;
    }

    private boolean takeHeader() {
        Optional<Header> found = lines.isCut() ? Optional.empty() : Header.plain(text());
        found.ifPresent(names -> {
            isLog = true;
            layout = Optional.empty();
            header = found;
        });
        return found.isPresent();
    }

    private void record(Problem problem) {
        if (problem == Problem.NONE) {
            show();
        } else {
            skip(problem);
        }
    }

    private void show() {
        Optional<String> distribution = distributions.of(line);
        distributionIsUnknown = distribution.isEmpty();
        if (!distributionIsUnknown) {
            records++;
            visitor.visit(distribution.get(), line);
        }
    }

    private void skip(Problem problem) {
        unreadable++;
        if (firstUnreadable.isEmpty()) {
            firstUnreadable = Optional.of(problem.inLine(lines.number()));
        }
    }

    private String text() {
        return new String(lines.bytes(), lines.start(), lines.end() - lines.start(), StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
