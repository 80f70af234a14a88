package why403.log;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import why403.hash.BytesTable;
import why403.hash.HashKey;

/**
 * Finds the distribution that a record belongs to: the one that the record names, otherwise the one that the object's key
 * names, otherwise the one whose domain name is the record's {@code cs(Host)}.
 */
final class Distributions {

    private final Optional<String> ofKey;
    private final Function<String, Optional<String>> ofHost;
    private final BytesTable<String> byId;
    private final BytesTable<String> byHost;

    Distributions(LogName name, Function<String, Optional<String>> ofHost, HashKey seed) {
        this.ofKey = name.distribution();
        this.ofHost = ofHost;
        this.byId = new BytesTable<>(seed);
        this.byHost = new BytesTable<>(seed);
    }

    Optional<String> of(LogLine line) {
        Optional<String> named = inRecord(line);
        if (named.isPresent()) {
            return named;
        }
        return ofKey.isPresent() ? ofKey : ofHost(line);
    }

    /** What is wrong with a record for which {@link #of} found none, and what to do. */
    static String unknown(LogLine line) {
        if (line.start(Field.HOST) < 0) {
            return "cannot be assigned to a distribution: neither its records nor its key name one, and its records have no"
                    + " cs(Host). Log the field DistributionId, or keep the distribution's id in the object key.";
        }
        return "cannot be assigned to a distribution: neither its records nor its key name one, and no known"
                + " distribution has the domain name " + shown(line.text(Field.HOST))
                + ". Log the field DistributionId, record cloudfront/get-distribution for a replay, or"
                + " give diagnose the option --distribution.";
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

    /** Shows a host name, and nothing else: another value could be a secret. */
    private static String shown(String host) {
        return host.length() <= 255 && host.matches("[A-Za-z0-9.:_*-]+") ? host : "in its cs(Host)";
    }
}
