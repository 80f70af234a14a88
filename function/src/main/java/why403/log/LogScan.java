package why403.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import why403.hash.HashKey;
import why403.log.bytes.LineEnds;
import why403.log.bytes.LineSplitter;

/** One reading of one object: distinguishes header lines from records, and visits the records that can be read. */
final class LogScan {

    private static final byte[] VERSION = ascii("#Version");
    private static final byte[] FIELDS = ascii("#Fields");
    private static final byte[] PARQUET = ascii("PAR1");

    private static final String EXPECTED_TIME =
            "expected a date and time from 2008 to 2100, such as 2026-11-24 10:02:03,"
                    + " 2026-11-24T10:02:03Z or the epoch seconds 1795514523, and found ";

    /** What the object is. */
    enum Outcome {
        /** A log that is empty or has records that can be read. */
        LOG,
        /** A log with records, none of which can be read. */
        NO_READABLE_RECORD,
        /** A log whose columns cannot be separated. */
        DELIMITER_IN_VALUES,
        /** A log with a record that belongs to no known distribution. */
        OF_UNKNOWN_DISTRIBUTION,
        PARQUET,
        SOMETHING_ELSE,
        EMPTY
    }

    private final LineSplitter lines;
    private final Distributions distributions;
    private final LineVisitor visitor;
    private final LogLine line = new LogLine();
    private final TimeAndStatus timeAndStatus = new TimeAndStatus();
    private final JsonObject json;
    private final DelimitedRecords delimited = new DelimitedRecords(timeAndStatus);
    private LineEnds lineEnds;
    private boolean isLog;
    private boolean delimiterIsInValues;
    private boolean distributionIsUnknown;
    private long records;
    private long unreadable;
    private Optional<String> firstUnreadable = Optional.empty();

    LogScan(LineSplitter lines, Distributions distributions, LineVisitor visitor, HashKey seed) {
        this.lines = lines;
        this.distributions = distributions;
        this.visitor = visitor;
        this.json = new JsonObject(seed);
        this.lineEnds = json;
    }

    /** Reads until the object ends, or until it shows that it cannot be read. */
    Outcome run() throws IOException {
        while (lines.next(lineEnds)) {
            if (!lines.isEmpty()) {
                take();
                if (!isLog) {
                    return lines.beginsWith(PARQUET) ? Outcome.PARQUET : Outcome.SOMETHING_ELSE;
                }
                if (distributionIsUnknown) {
                    return Outcome.OF_UNKNOWN_DISTRIBUTION;
                }
                if (delimiterIsInValues) {
                    return Outcome.DELIMITER_IN_VALUES;
                }
            }
        }
        if (!isLog) {
            return Outcome.EMPTY;
        }
        return records == 0 && unreadable > 0 ? Outcome.NO_READABLE_RECORD : Outcome.LOG;
    }

    Reading.Read result() {
        return new Reading.Read(records, unreadable, firstUnreadable);
    }

    /** The record that was taken last. */
    LogLine line() {
        return line;
    }

    /** What separates the columns of the record that was taken last; empty if that is not known. */
    Optional<Delimiter> delimiter() {
        return delimited.delimiter();
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
            under(lines.isCut() ? Optional.empty() : Optional.of(Header.w3c(namesIn(text()))));
        }
    }

    private void under(Optional<Header> header) {
        delimited.under(header);
        lineEnds = json;
    }

    /** Skips the colon after {@code #Fields}, if there is one. */
    private static String namesIn(String directive) {
        String names = directive.substring(FIELDS.length);
        return names.startsWith(":") ? names.substring(1) : names;
    }

    private void takeJson() {
        lineEnds = json;
        Problem found = json.index(lines.bytes(), lines.start(), lines.end(), line);
        isLog |= json.knownFields() > 0;
        record(completed(found));
    }

    /** A header line of names alone cannot be read as a record, so only a line that cannot be read is examined for it. */
    private void takeDelimited() {
        Problem problem = lines.isCut()
                ? Problem.TOO_LONG
                : completed(delimited.index(lines.bytes(), lines.start(), lines.end(), line));
        lineEnds = delimited.lineEnds(json);
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

    private boolean takeHeader() {
        Optional<Header> found = lines.isCut() ? Optional.empty() : Header.plain(text());
        if (found.isPresent()) {
            isLog = true;
            under(found);
        }
        return found.isPresent();
    }

    private void record(Problem problem) {
        switch (problem) {
            case NONE -> visit();
            case DELIMITER_IN_VALUE -> delimiterIsInValues = true;
            default -> skip(problem);
        }
    }

    private void visit() {
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
            firstUnreadable = Optional.of("line " + lines.number() + ": " + problem.sentence() + details(problem));
        }
    }

    private String details(Problem problem) {
        return problem == Problem.BAD_TIME ? ": " + EXPECTED_TIME + TimeAndStatus.unreadTime(line) : "";
    }

    private String text() {
        return new String(lines.bytes(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
