package why403.sample;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import why403.log.Field;
import why403.log.LogRecord;
import why403.log.PercentDecoding;
import why403.text.Printable;

/** A property by which traffic is divided into groups. If two dimensions explain equally much, the first one wins. */
public enum Dimension {
    HOST("host"),
    PATH("path"),
    COUNTRY("country"),
    METHOD("method"),
    PROTOCOL("protocol"),
    EDGE("edge"),
    USER_AGENT("userAgent"),
    RESULT_TYPE("resultType"),
    NETWORK("network"),
    BEHAVIOR("behavior");

    private static final Pattern NOT_A_LETTER = Pattern.compile("[^A-Za-z]");

    private final String label;

    Dimension(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** The record's value in printable form; empty if the record does not contain it. */
    public Optional<String> valueIn(LogRecord record) {
        return source(record).flatMap(this::value);
    }

    /** The logged text from which {@link #value} computes the value; empty if it is not logged. */
    Optional<String> source(LogRecord record) {
        return switch (this) {
            case HOST -> record.raw(Field.HOST_HEADER).or(() -> record.raw(Field.HOST));
            case PATH ->
                record.raw(Field.URI_STEM).map(path -> path.substring(0, Math.max(1, path.indexOf('/', 1) + 1)));
            case COUNTRY -> record.raw(Field.COUNTRY);
            case METHOD -> record.raw(Field.METHOD);
            case PROTOCOL -> record.raw(Field.PROTOCOL);
            case EDGE -> record.raw(Field.EDGE_LOCATION);
            case USER_AGENT -> record.raw(Field.USER_AGENT);
            case RESULT_TYPE -> record.raw(Field.DETAILED_RESULT_TYPE).or(() -> record.raw(Field.RESULT_TYPE));
            case NETWORK -> Networks.source(record);
            case BEHAVIOR -> record.raw(Field.CACHE_BEHAVIOR);
        };
    }

    /** The value of a {@link #source} in printable form; empty if the source contains no value. */
    Optional<String> value(String source) {
        String decoded = PercentDecoding.once(source);
        Optional<String> value = switch (this) {
            case HOST -> Optional.of(decoded.toLowerCase(Locale.ROOT));
            case PATH -> Optional.of(source);
            case COUNTRY, METHOD, PROTOCOL, RESULT_TYPE, BEHAVIOR -> Optional.of(decoded);
            case EDGE -> Optional.of(NOT_A_LETTER.split(decoded, 2)[0]);
            case USER_AGENT -> Optional.of(UserAgents.family(decoded));
            case NETWORK -> Networks.of(decoded);
        };
        return value.map(Printable::excerpt).filter(text -> !text.isEmpty());
    }
}
