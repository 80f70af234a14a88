package why403.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;
import why403.trigger.LogObject;

/**
 * Reads standard logs of every format as a stream: legacy, and v2 as w3c, plain and JSON, packed with gzip or not, told
 * apart by what they hold.
 */
public final class LogReader {

    private static final String CHOOSE = "choose w3c, json or plain as the output format";

    private final Function<String, Optional<String>> distributionOfHost;

    /**
     * A reader for any number of objects, one after the other.
     *
     * @param distributionOfHost the id of the distribution whose domain name is the {@code cs(Host)} given; asked only
     *     where neither record nor key names the distribution, and at most once for each distinct host of an object
     */
    public LogReader(Function<String, Optional<String>> distributionOfHost) {
        this.distributionOfHost = distributionOfHost;
    }

    /**
     * Reads an object to its end and shows its records, on the calling thread.
     *
     * @param stored the object's bytes as they are stored; not closed, and no longer read when this returns or throws
     * @throws UncheckedIOException if the stream itself fails; what it holds never makes this throw
     */
    public Reading read(LogObject object, InputStream stored, LineVisitor visitor) {
        LogName name = new LogName(object.key());
        try (BlocksAhead blocks = new BlocksAhead(unpacked(new StoredBytes(stored)))) {
            Distributions distributions = new Distributions(name, distributionOfHost);
            LogScan scan = new LogScan(new Lines(blocks), distributions, visitor);
            return reading(scan, object, name);
        } catch (BrokenGzipException broken) {
            return new Reading.Unreadable(object + " is broken: its " + broken.getMessage() + "; store it again whole");
        } catch (IOException failed) {
            throw new UncheckedIOException("Could not read " + object + " to its end: " + failed.getMessage(), failed);
        }
    }

    private static ByteSource unpacked(StoredBytes stored) throws IOException {
        return stored.beginsWith(GzipHeader.MAGIC_1, GzipHeader.MAGIC_2) ? new Gunzip(stored) : new Plain(stored);
    }

    private static Reading reading(LogScan scan, LogObject object, LogName name) throws IOException {
        return switch (scan.run()) {
            case LOG -> scan.result();
            case PARQUET -> new Reading.Unreadable(object + " is Parquet, which is not read: " + CHOOSE);
            case OF_UNKNOWN_DISTRIBUTION -> new Reading.Unreadable(object + " " + Distributions.unknown(scan.line()));
            case EMPTY -> noLog(object, name, "is empty");
            case SOMETHING_ELSE ->
                noLog(object, name, "begins with neither #Version, #Fields, a line of field names nor a JSON record");
        };
    }

    private static Reading noLog(LogObject object, LogName name, String because) {
        return name.isOfALog()
                ? new Reading.Unreadable(
                        object + " is named as a log but " + because + ": " + CHOOSE + ", or store it elsewhere")
                : new Reading.NoLog(object + " is no log: it " + because);
    }

    private record Plain(StoredBytes stored) implements ByteSource {

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return stored.read(into, from, length);
        }

        @Override
        public void close() {}
    }
}
