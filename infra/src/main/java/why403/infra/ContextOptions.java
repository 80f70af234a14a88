package why403.infra;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.spike.Sensitivity;

/**
 * Reads the options from CDK context: text from {@code -c key=value}, and any JSON from {@code cdk.json}. A list is an
 * array, or text separated by commas. Blank text is rejected, because it can come from a shell variable that is not set.
 */
final class ContextOptions {

    /** {@code cdk acknowledge} stores the notices that the user has read under this key. */
    private static final String ACKNOWLEDGED = "acknowledged-issue-numbers";

    private static final Set<String> KNOWN = Set.of(
            "logBucket",
            "logPrefix",
            "logKeyArn",
            "logEvents",
            "distributions",
            "emails",
            "slackWorkspace",
            "slackChannel",
            "sensitivity",
            "readContent",
            "ignore",
            "topicKeyArn",
            "causesUrl",
            "memoryMb",
            "retentionDays");

    private final Map<String, Object> context;

    ContextOptions(Map<String, Object> context) {
        this.context = context;
    }

    /**
     * Reads all options, with defaults for those that are not set. Keys that contain a colon or a slash belong to CDK.
     *
     * @throws OptionException if an option is unknown or invalid, or if two options contradict each other
     */
    Why403Props props() {
        context.keySet().stream()
                .filter(key ->
                        !key.contains(":") && !key.contains("/") && !key.equals(ACKNOWLEDGED) && !KNOWN.contains(key))
                .sorted()
                .findFirst()
                .ifPresent(unknown -> {
                    throw new OptionException("There is no option " + unknown + ". The options are "
                            + KNOWN.stream().sorted().collect(Collectors.joining(", ")) + ".");
                });
        return new Why403Props(
                text("logBucket"),
                text("logPrefix"),
                text("logKeyArn"),
                choice("logEvents", LogEvents.NOTIFICATIONS, LogEvents.values()),
                list("distributions"),
                list("emails"),
                text("slackWorkspace"),
                text("slackChannel"),
                choice("sensitivity", Sensitivity.NORMAL, Sensitivity.values()),
                bool("readContent"),
                list("ignore"),
                text("topicKeyArn"),
                text("causesUrl"),
                number("memoryMb", Why403Props.DEFAULT_MEMORY_MB),
                number("retentionDays", Why403Props.DEFAULT_RETENTION_DAYS));
    }

    private Optional<String> text(String option) {
        return value(option).map(value -> {
            if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                return value.toString().strip();
            }
            throw OptionException.malformed(option, value, "a string");
        });
    }

    private Optional<Object> value(String option) {
        Optional<Object> value = Optional.ofNullable(context.get(option));
        if (value.filter(given ->
                        given instanceof String text && text.replace(',', ' ').isBlank())
                .isPresent()) {
            throw new OptionException("The option " + option + " has no value. Set a value, or remove the option.");
        }
        return value;
    }

    private List<String> list(String option) {
        return value(option)
                .map(value -> value instanceof List<?> many
                        ? many.stream().map(one -> element(option, one)).toList()
                        : Arrays.stream(element(option, value).split(","))
                                .map(String::strip)
                                .filter(one -> !one.isEmpty())
                                .toList())
                .orElse(List.of());
    }

    private static String element(String option, Object value) {
        if (value instanceof String text) {
            return text.strip();
        }
        throw OptionException.malformed(option, value, "a list of strings, or one string with commas");
    }

    private boolean bool(String option) {
        String value = text(option).orElse("false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw OptionException.malformed(option, value, "true or false");
        };
    }

    private int number(String option, int defaultValue) {
        Optional<String> value = text(option);
        try {
            return value.map(Integer::parseInt).orElse(defaultValue);
        } catch (NumberFormatException garbage) {
            throw OptionException.malformed(option, value.orElse(""), "a whole number");
        }
    }

    private <E extends Enum<E>> E choice(String option, E defaultValue, E[] all) {
        Optional<String> value = text(option);
        if (value.isEmpty()) {
            return defaultValue;
        }
        return Stream.of(all)
                .filter(one -> name(one).equals(value.get()))
                .findFirst()
                .orElseThrow(() -> OptionException.malformed(
                        option,
                        value.get(),
                        "one of " + Stream.of(all).map(ContextOptions::name).collect(Collectors.joining(", "))));
    }

    private static String name(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
