package why403.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One argument of a question.
 *
 * @param flag of the {@code aws} command, such as {@code --id}
 * @param value as AWS prints it
 * @param use what becomes of it in a recording's path
 */
public record Argument(String flag, String value, Use use) {

    /** The API's name for what the flag sets: {@code --function-name} sets {@code FunctionName}. */
    public String member() {
        return Arrays.stream(flag.substring(2).split("-", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

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
