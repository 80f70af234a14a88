package why403.aws.table;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A DynamoDB condition or update expression. Every attribute is written as a placeholder {@code #name}, so that no name
 * collides with one of DynamoDB's many reserved words.
 *
 * @param names the attributes of those placeholders whose attribute has another name than the placeholder
 * @param values the value of each placeholder {@code :value}
 */
record Expression(String text, Map<String, String> names, Map<String, AttributeValue> values) {

    private static final Pattern NAME = Pattern.compile("#(\\w+)");

    Expression {
        names = Map.copyOf(names);
        values = Map.copyOf(values);
    }

    static Expression of(String text) {
        return new Expression(text, Map.of(), Map.of());
    }

    Expression named(String name, String attribute) {
        Map<String, String> more = new HashMap<>(names);
        more.put(name, attribute);
        return new Expression(text, more, values);
    }

    Expression with(String name, AttributeValue value) {
        Map<String, AttributeValue> more = new HashMap<>(values);
        more.put(name, value);
        return new Expression(text, names, more);
    }

    /** Sets a value if the text contains its placeholder. */
    Expression withUsed(String name, AttributeValue value) {
        return Pattern.compile(name + "\\b").matcher(text).find() ? with(name, value) : this;
    }

    Expression with(String name, long number) {
        return with(name, Item.number(number));
    }

    Expression with(String name, Instant time) {
        return with(name, time.toEpochMilli());
    }

    /** An expression that holds if both conditions hold. */
    Expression and(Expression that) {
        Map<String, String> bothNames = new HashMap<>(names);
        bothNames.putAll(that.names);
        Map<String, AttributeValue> bothValues = new HashMap<>(values);
        bothValues.putAll(that.values);
        return new Expression("(" + text + ") AND (" + that.text + ")", bothNames, bothValues);
    }

    /** The attribute of every placeholder, as DynamoDB expects it. */
    Map<String, String> attributeNames() {
        return NAME.matcher(text)
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(),
                        found -> names.getOrDefault(found.group(), found.group(1)),
                        (a, b) -> a));
    }
}
