package why403.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;
import why403.hash.HashKey;
import why403.log.bytes.BrokenGzipException;
import why403.log.bytes.LineSplitter;
import why403.trigger.LogObject;

/**
 * Reads standard logs of every format as a stream: legacy logs, and v2 logs as w3c, plain and JSON, packed with gzip or
 * not. The content decides which format it is.
 */
public final class LogReader {

    private static final String CHOOSE_FORMAT = "Choose w3c, json or plain as the output format of the log delivery";
    private static final String NEEDED = "A CloudFront standard log has the fields date, time and"
            + " sc-status: add them to the log delivery, or store other files under another prefix.";

    private final Function<String, Optional<String>> distributionOfHost;
    private final HashKey seed;
    private final LineSelection selection;

    /**
     * A reader for any number of objects, one after the other.
     *
     * @param distributionOfHost returns the id of the distribution with that domain name, a {@code cs(Host)}. It is called
     *     only if neither the record nor the key names the distribution, at most once for each different host of an
     *     object
     * @param seed of the tables that look up what a log contains
     */
    public LogReader(Function<String, Optional<String>> distributionOfHost, HashKey seed) {
        this(distributionOfHost, seed, LineSelection.ALL);
    }

    /** The same, of these records only. */
    public LogReader(Function<String, Optional<String>> distributionOfHost, HashKey seed, LineSelection selection) {
        this.distributionOfHost = distributionOfHost;
        this.seed = seed;
        this.selection = selection;
    }

    /**
     * Reads an object to its end and visits its records, on the calling thread.
     *
     * @param stored the bytes of the object as they are stored. The stream is not closed, and it is no longer read when
     *     this method returns or throws
     * @throws UncheckedIOException if the stream itself fails. The content of the object never causes an exception
     */
    public Reading read(LogObject object, InputStream stored, LineVisitor visitor) {
        LogName name = new LogName(object.key());
        try (LineSplitter lines = LineSplitter.of(stored)) {
            LogScan scan =
                    new LogScan(lines, new Distributions(name, distributionOfHost, seed), selected(visitor), seed);
            return reading(scan, object, name);
        } catch (BrokenGzipException broken) {
            return new Reading.Unreadable(
                    object + " is damaged: its " + broken.getMessage() + ". Store the whole object again.");
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot read " + object + " to its end: " + failed.getMessage(), failed);
        }
    }

    private LineVisitor selected(LineVisitor visitor) {
        return (distribution, line) -> {
            if (selection.contains(distribution, line)) {
                visitor.visit(distribution, line);
            }
        };
    }

    private static Reading reading(LogScan scan, LogObject object, LogName name) throws IOException {
        return switch (scan.run()) {
            case LOG -> scan.result();
            case NO_READABLE_RECORD -> new Reading.Unreadable(object + " " + noReadableRecord(scan.result()));
            case DELIMITER_IN_VALUES -> new Reading.Unreadable(object + " " + delimiterInValues(scan));
            case OF_UNKNOWN_DISTRIBUTION -> new Reading.Unreadable(object + " " + Distributions.unknown(scan.line()));
            case PARQUET ->
                new Reading.Unreadable(object + " is Parquet, which why403 cannot read. " + CHOOSE_FORMAT + ".");
            case EMPTY -> noLog(object, name, "it is empty");
            case SOMETHING_ELSE ->
                noLog(object, name, "it does not begin with #Version, #Fields, a line of field names or a JSON record");
        };
    }

    private static String noReadableRecord(Reading.Read read) {
        String records = read.unreadableRecords() == 1
                ? "has 1 record, which cannot be read"
                : "has " + read.unreadableRecords() + " records, none of which can be read; the first is in";
        String separator = read.unreadableRecords() == 1 ? ": " : " ";
        return records + separator + read.firstUnreadable().orElse("an unknown line") + ". " + NEEDED;
    }

    private static String delimiterInValues(LogScan scan) {
        String delimiter = scan.delimiter().map(Delimiter::text).orElse("");
        return "separates its columns with \"" + delimiter + "\", and a record contains this delimiter in a value, too."
                + " AWS does not document how CloudFront escapes it, so why403 cannot separate the columns. Choose a tab"
                + " as the field delimiter of the log delivery, or json as its output format.";
    }

    private static Reading noLog(LogObject object, LogName name, String because) {
        return name.isOfALog()
                ? new Reading.Unreadable(object + " is named like a log but is not one: " + because + ". "
                        + CHOOSE_FORMAT + ", or store other files under another prefix.")
                : new Reading.NoLog(object + " is not a log and was skipped: " + because + ".");
    }
}
