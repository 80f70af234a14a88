package why403.lambda;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import why403.log.LogName;
import why403.text.Printable;
import why403.watch.WatchedDistributions;

/** The environment variables of a function. A blank variable counts as not set. */
public final class Variables {

    /** The variable with the region of the function and its table. Lambda sets it. */
    public static final String REGION = "AWS_REGION";
    /** The variable with the name of the DynamoDB table with the state of both functions. */
    public static final String TABLE = "WHY403_TABLE";
    /** The variable with the ids of the watched distributions, separated by commas. Default: all distributions. */
    public static final String DISTRIBUTIONS = "WHY403_DISTRIBUTIONS";

    private static final int MAX_CHARACTERS = 100;
    private static final Pattern IS_REGION = Pattern.compile("[a-z]{2,}(-[a-z]++)++-\\d+");
    private static final Pattern IS_TABLE = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    private final Map<String, String> environment;

    Variables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    String region() {
        return required(REGION, IS_REGION.asMatchPredicate(), "an AWS region such as eu-west-1");
    }

    String table() {
        return required(TABLE, IS_TABLE.asMatchPredicate(), "the name of the functions' DynamoDB table");
    }

    WatchedDistributions distributions() {
        return new WatchedDistributions(
                list(DISTRIBUTIONS, LogName::isDistributionId, "the id of a distribution such as E2EXAMPLE"));
    }

    /** @throws SettingsException if the variable is set and does not have this form */
    Optional<String> optional(String name, Predicate<String> form, String expected) {
        Optional<String> value = value(name);
        value.filter(form.negate()).ifPresent(wrong -> {
            throw malformed(name, wrong, expected);
        });
        return value;
    }

    /** @throws SettingsException if the variable is missing or does not have this form */
    String required(String name, Predicate<String> form, String expected) {
        return optional(name, form, expected)
                .orElseThrow(() -> new SettingsException(
                        "The environment variable " + name + " is not set. It must be " + expected + "."));
    }

    /** @throws SettingsException if an entry of the variable does not have this form */
    Set<String> list(String name, Predicate<String> form, String expected) {
        List<String> entries = value(name).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .toList();
        entries.stream().filter(form.negate()).findFirst().ifPresent(wrong -> {
            throw new SettingsException("The environment variable " + name + " contains the entry \""
                    + Printable.excerpt(wrong, MAX_CHARACTERS) + "\". Each entry must be " + expected
                    + ". Separate entries with commas.");
        });
        return Set.copyOf(entries);
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static SettingsException malformed(String name, String value, String expected) {
        return new SettingsException("The environment variable " + name + " is \""
                + Printable.excerpt(value, MAX_CHARACTERS) + "\". It must be " + expected + ".");
    }
}
