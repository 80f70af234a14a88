package why403.cli;

import java.util.Locale;

/** The form in which notices are printed. */
enum Format {
    TEXT,
    JSON,
    SLACK;

    /** @throws WrongArgumentsException if there is no such format */
    static Format of(String name) throws WrongArgumentsException {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "text" -> TEXT;
            case "json" -> JSON;
            case "slack" -> SLACK;
            default -> throw new WrongArgumentsException("--format must be text, json or slack, not '" + name + "'.");
        };
    }
}
