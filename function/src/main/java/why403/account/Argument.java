package why403.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One argument of a question.
 *
 * @param flag the flag of the {@code aws} command, such as {@code --id}
 * @param value the value as AWS prints it; empty if the flag has none, such as {@code --fetch-owner}
 * @param fileName its part of the path of a recording; empty if it has none
 */
public record Argument(String flag, Optional<String> value, Optional<String> fileName) {

    /** An argument that is one segment of the recording's path, so every {@code /} in it is escaped. */
    static Argument name(String flag, String value) {
        return named(flag, value, value);
    }

    /** The same, with another name in the recording's path. */
    static Argument named(String flag, String value, String name) {
        return new Argument(flag, Optional.of(value), Optional.of(FileName.ofName(name)));
    }

    /** An object key, whose {@code /} separate folders in the recording's path. */
    static Argument key(String flag, String value) {
        return new Argument(flag, Optional.of(value), Optional.of(FileName.ofKey(value)));
    }

    /** An argument that is not in the recording's path. */
    static Argument option(String flag, String value) {
        return new Argument(flag, Optional.of(value), Optional.empty());
    }

    /** A flag without a value. */
    static Argument flag(String flag) {
        return new Argument(flag, Optional.empty(), Optional.empty());
    }

    /** The name of the API member that the flag sets: {@code --function-name} sets {@code FunctionName}. */
    public String member() {
        return Arrays.stream(flag.substring(2).split("-", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }
}
