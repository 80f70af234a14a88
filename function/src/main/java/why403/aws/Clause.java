package why403.aws;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A condition or an update in DynamoDB's language. A name {@code #name} in its text stands for the attribute of that
 * name, so that none meets one of the language's many reserved words.
 *
 * @param names what a {@code #name} stands for where it is another
 * @param values what each {@code :value} in the text stands for
 */
record Clause(String text, Map<String, String> names, Map<String, AttributeValue> values) {

    private static final Pattern NAME = Pattern.compile("#(\\w+)");

    Clause {
        names = Map.copyOf(names);
        values = Map.copyOf(values);
    }

    static Clause of(String text) {
        return new Clause(text, Map.of(), Map.of());
    }

    Clause named(String name, String attribute) {
        Map<String, String> more = new HashMap<>(names);
        more.put(name, attribute);
        return new Clause(text, more, values);
    }

    Clause with(String name, AttributeValue value) {
        Map<String, AttributeValue> more = new HashMap<>(values);
        more.put(name, value);
        return new Clause(text, names, more);
    }

    Clause with(String name, long number) {
        return with(name, Item.number(number));
    }

    Clause with(String name, Instant time) {
        return with(name, time.toEpochMilli());
    }

    /** Both at once. */
    Clause and(Clause that) {
        Map<String, String> bothNames = new HashMap<>(names);
        bothNames.putAll(that.names);
        Map<String, AttributeValue> bothValues = new HashMap<>(values);
        bothValues.putAll(that.values);
        return new Clause("(" + text + ") AND (" + that.text + ")", bothNames, bothValues);
    }

    /** What the names in it stand for, as DynamoDB wants it. */
    Map<String, String> attributeNames() {
        return NAME.matcher(text)
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(),
                        found -> names.getOrDefault(found.group(), found.group(1)),
                        (a, b) -> a));
    }
}
