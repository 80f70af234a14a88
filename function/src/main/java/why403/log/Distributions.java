package why403.log;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which distribution a record is of: the one that the record names, else the one that the object's key names, else the
 * one whose domain name is the record's {@code cs(Host)}.
 */
final class Distributions {

    private final Optional<String> ofKey;
    private final Function<String, Optional<String>> ofHost;
    private final BytesTable<String> byId = new BytesTable<>();
    private final BytesTable<String> byHost = new BytesTable<>();

    Distributions(LogName name, Function<String, Optional<String>> ofHost) {
        this.ofKey = name.distribution();
        this.ofHost = ofHost;
    }

    Optional<String> of(LogLine line) {
        Optional<String> named = inRecord(line);
        if (named.isPresent()) {
            return named;
        }
        return ofKey.isPresent() ? ofKey : ofHost(line);
    }

    /** What to do about a record of which {@link #of} found none. */
    static String unknown(LogLine line) {
        if (line.start(Field.HOST) < 0) {
            return "is of no distribution that its records or its key name, and holds no cs(Host):"
                    + " log the field DistributionId, or keep the distribution's id in the key";
        }
        return "is of a distribution that is not known: neither records nor key name it, and none found has the domain"
                + " name " + shown(line.text(Field.HOST)) + ": record cloudfront/list-distributions or"
                + " cloudfront/get-distribution, or log the field DistributionId";
    }

    private Optional<String> inRecord(LogLine line) {
        if (line.start(Field.DISTRIBUTION_ID) < 0) {
            return Optional.empty();
        }
        Optional<String> known = find(byId, line, Field.DISTRIBUTION_ID);
        if (known.isPresent()) {
            return known;
        }
        String id = line.text(Field.DISTRIBUTION_ID);
        return LogName.isDistributionId(id) ? remember(byId, line, Field.DISTRIBUTION_ID, id) : Optional.empty();
    }

    private Optional<String> ofHost(LogLine line) {
        if (line.start(Field.HOST) < 0) {
            return Optional.empty();
        }
        Optional<String> known = find(byHost, line, Field.HOST);
        return known.isPresent()
                ? known
                : ofHost.apply(line.text(Field.HOST)).flatMap(id -> remember(byHost, line, Field.HOST, id));
    }

    private static Optional<String> find(BytesTable<String> table, LogLine line, Field field) {
        return table.get(line.buffer(), line.start(field), line.end(field));
    }

    private static Optional<String> remember(BytesTable<String> table, LogLine line, Field field, String id) {
        table.put(Arrays.copyOfRange(line.buffer(), line.start(field), line.end(field)), id);
        return Optional.of(id);
    }

    /** A host name is shown whole; whatever else may stand in its place is not. */
    private static String shown(String host) {
        return host.length() <= 255 && host.matches("[A-Za-z0-9.:_*-]+") ? host : "that its cs(Host) holds";
    }
}
