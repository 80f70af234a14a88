package why403.sample;

import java.util.Optional;
import why403.cause.ViewerCount;
import why403.log.LogRecord;

/** Counts the viewers that a sample's forbidden records came from. */
public final class ViewerCounter {

    private ViewerCounter() {}

    /** The distinct viewers of the examined records. */
    public static ViewerCount of(Sample sample) {
        return new ViewerCount(sample.forbidden().stream()
                .flatMap(examined -> viewer(examined.record()).stream())
                .distinct()
                .count());
    }

    /** What counts as one viewer: the IPv4 address or the IPv6 /64; empty if the address is absent or masked. */
    public static Optional<String> viewer(LogRecord record) {
        return Networks.client(record);
    }
}
