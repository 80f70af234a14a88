package why403.remedies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The arguments of one call of {@code aws}.
 *
 * @param operation service and command, such as {@code s3api get-bucket-policy}
 * @param operands what follows it before the first option
 * @param options by their names with both dashes
 */
record AwsCall(String operation, List<String> operands, Map<String, List<String>> options, Path directory) {

    /** What {@code aws} itself refuses, before it asks the service. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    static AwsCall of(List<String> arguments, Path directory) {
        List<String> operands = new ArrayList<>();
        Map<String, List<String>> options = new LinkedHashMap<>();
        List<String> values = operands;
        for (String argument : arguments.subList(Math.min(2, arguments.size()), arguments.size())) {
            if (argument.startsWith("--")) {
                values = new ArrayList<>();
                options.put(argument, values);
            } else {
                values.add(argument);
            }
        }
        return new AwsCall(
                String.join(" ", arguments.subList(0, Math.min(2, arguments.size()))), operands, options, directory);
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    /** The one value of an option that must be there. */
    String value(String option) throws UsageException {
        List<String> values = options.getOrDefault(option, List.of());
        if (values.size() != 1) {
            throw new UsageException("aws: error: argument " + option + ": expected one argument");
        }
        return values.get(0);
    }

    /** Every option of the call must be one of these. */
    void expect(String... known) throws UsageException {
        Set<String> unknown = new TreeSet<>(options.keySet());
        unknown.removeAll(Set.of(known));
        if (!unknown.isEmpty()) {
            throw new UsageException("Unknown options: " + unknown);
        }
    }

    /** The content of the file that an option names by {@code file://} or {@code fileb://}. */
    String file(String option, String scheme) throws UsageException {
        String value = value(option);
        if (!value.startsWith(scheme)) {
            throw new UsageException("Invalid parameter '" + option + "': expected " + scheme);
        }
        try {
            return Files.readString(directory.resolve(value.substring(scheme.length())));
        } catch (IOException failed) {
            throw new UsageException("Error parsing parameter '" + option + "': Unable to load paramfile " + value);
        }
    }
}
