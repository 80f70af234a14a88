package why403.diagnosis;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import why403.log.Field;
import why403.log.LogRecord;

/** What traffic is told apart by; the order is that of ties between them. */
enum Dimension {
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

    String label() {
        return label;
    }

    /** The record's value, fit to be shown; empty where the record does not say. */
    Optional<String> valueIn(LogRecord record) {
        Optional<String> value = switch (this) {
            case HOST -> host(record);
            case PATH -> firstSegment(record);
            case COUNTRY -> record.value(Field.COUNTRY);
            case METHOD -> record.value(Field.METHOD);
            case PROTOCOL -> record.value(Field.PROTOCOL);
            case EDGE -> edge(record);
            case USER_AGENT -> UserAgents.family(record);
            case RESULT_TYPE -> resultType(record);
            case NETWORK -> Networks.of(record);
            case BEHAVIOR -> record.value(Field.CACHE_BEHAVIOR);
        };
        return value.map(Shown::of).filter(text -> !text.isEmpty());
    }

    private static Optional<String> host(LogRecord record) {
        return record.value(Field.HOST_HEADER)
                .or(() -> record.value(Field.HOST))
                .map(host -> host.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> firstSegment(LogRecord record) {
        return record.raw(Field.URI_STEM).map(path -> path.substring(0, Math.max(1, path.indexOf('/', 1) + 1)));
    }

    private static Optional<String> edge(LogRecord record) {
        return record.value(Field.EDGE_LOCATION).map(edge -> NOT_A_LETTER.split(edge, 2)[0]);
    }

    private static Optional<String> resultType(LogRecord record) {
        return record.value(Field.DETAILED_RESULT_TYPE).or(() -> record.value(Field.RESULT_TYPE));
    }
}
