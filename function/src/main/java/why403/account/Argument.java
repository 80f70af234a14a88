package why403.account;

import java.util.Optional;

/**
 * One argument of a question.
 *
 * @param flag of the {@code aws} command, such as {@code --id}
 * @param value as AWS prints it
 * @param use what becomes of it in a recording's path
 */
public record Argument(String flag, String value, Use use) {

    /** Its part of a recording's path; empty where it has none. */
    Optional<String> fileName() {
        return switch (use) {
            case NAME -> Optional.of(FileName.ofName(value));
            case KEY -> Optional.of(FileName.ofKey(value));
            case COMMAND_ONLY -> Optional.empty();
        };
    }

    /** What becomes of an argument in a recording's path. */
    public enum Use {
        /** One name in the path: every {@code /} in it is escaped. */
        NAME,
        /** An object key: its {@code /} are folders. */
        KEY,
        /** Only on the command line. */
        COMMAND_ONLY
    }
}
