package why403.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One argument of a question.
 *
 * @param flag the flag of the {@code aws} command, such as {@code --id}
 * @param value the value as AWS prints it
 * @param use how it appears in the path of a recording
 */
public record Argument(String flag, String value, Use use) {

    /** The name of the API member that the flag sets: {@code --function-name} sets {@code FunctionName}. */
    public String member() {
        return Arrays.stream(flag.substring(2).split("-", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** Its part of the path of a recording; empty if it has none. */
    Optional<String> fileName() {
        return switch (use) {
            case NAME -> Optional.of(FileName.ofName(value));
            case KEY -> Optional.of(FileName.ofKey(value));
            case COMMAND_ONLY -> Optional.empty();
        };
    }

    /** How an argument appears in the path of a recording. */
    public enum Use {
        /** One segment of the path, so every {@code /} in it is escaped. */
        NAME,
        /** An object key, whose {@code /} separate folders. */
        KEY,
        /** Only on the command line. */
        COMMAND_ONLY
    }
}
