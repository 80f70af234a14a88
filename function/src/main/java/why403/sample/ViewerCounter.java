package why403.sample;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import why403.cause.ViewerCount;
import why403.log.Field;
import why403.log.LogRecord;

/** Counts the viewers that a sample's forbidden records came from. */
public final class ViewerCounter {

    private ViewerCounter() {}

    /** The distinct viewers of the examined records. */
    public static ViewerCount of(Sample sample) {
        Map<String, LogRecord> byAddress = new HashMap<>();
        sample.forbidden()
                .forEach(examined -> examined.record()
                        .raw(Field.CLIENT_ADDRESS)
                        .ifPresent(address -> byAddress.putIfAbsent(address, examined.record())));
        return new ViewerCount(byAddress.values().stream()
                .flatMap(record -> viewer(record).stream())
                .distinct()
                .count());
    }

    /** What counts as one viewer: the IPv4 address or the IPv6 /64; empty if the address is absent or masked. */
    public static Optional<String> viewer(LogRecord record) {
        return Networks.client(record);
    }
}
