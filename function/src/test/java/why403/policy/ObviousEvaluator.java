package why403.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import why403.policy.Decision.Outcome;

/**
 * A second evaluator of policies, written from the documentation alone: slow, and so plain that it can be checked by reading.
 * Each condition key has values or is absent; nothing is unknown. Only policies that AWS would store can be evaluated.
 */
final class ObviousEvaluator {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^},]+)(?:, '([^']*)')?}");

    private final String kind;
    private final String name;
    private final String action;
    private final String resource;
    private final Map<String, List<String>> keys;

    /**
     * An evaluator of one request.
     *
     * @param kind how a {@code Principal} element names the principal: {@code AWS}, {@code Service} and so on
     * @param keys the values of each key that the request has, by lower-case name
     */
    ObviousEvaluator(String kind, String name, String action, String resource, Map<String, List<String>> keys) {
        this.kind = kind;
        this.name = name;
        this.action = action;
        this.resource = resource;
        this.keys = Map.copyOf(keys);
    }

    Outcome decide(JsonNode policy) {
        boolean isAllowed = false;
        for (JsonNode statement : each(policy.path("Statement"))) {
            if (isAbout(statement)) {
                if (statement.path("Effect").asText().equals("Deny")) {
                    return Outcome.EXPLICIT_DENY;
                }
                isAllowed = true;
            }
        }
        return isAllowed ? Outcome.ALLOW : Outcome.IMPLICIT_DENY;
    }

    private boolean isAbout(JsonNode statement) {
        boolean principal = statement.has("Principal")
                ? isNamedIn(statement.path("Principal"))
                : !isNamedIn(statement.path("NotPrincipal"));
        boolean actions =
                statement.has("Action") ? anyAction(statement.path("Action")) : !anyAction(statement.path("NotAction"));
        boolean resources = statement.has("Resource")
                ? anyResource(statement.path("Resource"))
                : !anyResource(statement.path("NotResource"));
        return principal && actions && resources && allConditions(statement.path("Condition"));
    }

    private boolean isNamedIn(JsonNode element) {
        if (element.asText().equals("*")) {
            return true;
        }
        return texts(element.path("AWS")).contains("*")
                || texts(element.path(kind)).contains(name);
    }

    private boolean anyAction(JsonNode patterns) {
        return texts(patterns).stream()
                .anyMatch(pattern -> isLike(action.toLowerCase(Locale.ROOT), pattern.toLowerCase(Locale.ROOT)));
    }

    private boolean anyResource(JsonNode patterns) {
        return texts(patterns).stream()
                .anyMatch(pattern ->
                        regex(pattern, true).filter(resource::matches).isPresent());
    }

    private boolean allConditions(JsonNode conditions) {
        for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                if (!holds(operator.getKey(), key.getKey().toLowerCase(Locale.ROOT), texts(key.getValue()))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean holds(String operator, String key, List<String> wanted) {
        Optional<List<String>> requested = Optional.ofNullable(keys.get(key));
        if (operator.equals("Null")) {
            return wanted.contains(String.valueOf(requested.isEmpty()));
        }
        String base = operator.substring(operator.indexOf(':') + 1).replace("IfExists", "");
        boolean isNegated = base.contains("Not");
        if (requested.isEmpty()) {
            boolean ofAll = operator.startsWith("ForAllValues:");
            boolean ofAny = operator.startsWith("ForAnyValue:");
            return operator.endsWith("IfExists") || ofAll || (isNegated && !ofAny);
        }
        BiPredicate<String, String> test = (value, pattern) -> one(base.replace("Not", ""), value, pattern);
        List<Boolean> results = requested.get().stream()
                .map(value -> isNegated != wanted.stream().anyMatch(pattern -> test.test(value, pattern)))
                .toList();
        return operator.startsWith("ForAnyValue:") ? results.contains(true) : !results.contains(false);
    }

    private boolean one(String operator, String value, String wanted) {
        return switch (operator) {
            case "StringEquals" -> regex(wanted, false).filter(value::matches).isPresent();
            case "StringEqualsIgnoreCase" ->
                regex(wanted, false)
                        .filter(pattern -> value.matches("(?i)" + pattern))
                        .isPresent();
            case "StringLike" -> regex(wanted, true).filter(value::matches).isPresent();
            case "ArnEquals", "ArnLike" -> isLikeArn(value, wanted);
            case "Bool" -> value.equalsIgnoreCase(wanted);
            case "IpAddress" -> isInRange(value, wanted);
            case "NumericEquals" -> number(value).compareTo(number(wanted)) == 0;
            case "NumericLessThan" -> number(value).compareTo(number(wanted)) < 0;
            case "NumericGreaterThanEquals" -> number(value).compareTo(number(wanted)) >= 0;
            case "DateLessThan" -> Instant.parse(value).isBefore(Instant.parse(wanted));
            case "DateGreaterThan" -> Instant.parse(value).isAfter(Instant.parse(wanted));
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private boolean isLikeArn(String value, String wanted) {
        String[] values = value.split(":", 6);
        String[] patterns = wanted.split(":", 6);
        if (values.length < 6 || patterns.length < 6) {
            return false;
        }
        for (int i = 0; i < 6; i++) {
            if (!isLike(values[i], patterns[i])) {
                return false;
            }
        }
        return true;
    }

    /** IPv4 only. */
    private static boolean isInRange(String address, String range) {
        int bits = Integer.parseInt(range.substring(range.indexOf('/') + 1));
        long block = 1L << (32 - bits);
        return address(address) / block == address(range.substring(0, range.indexOf('/'))) / block;
    }

    private static long address(String dotted) {
        long all = 0;
        for (String part : dotted.split("\\.", -1)) {
            all = all * 256 + Long.parseLong(part);
        }
        return all;
    }

    /** The regular expression of a text with variables; empty if a variable has no value. */
    private Optional<String> regex(String text, boolean wildcards) {
        StringBuilder regex = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text);
        int from = 0;
        while (variable.find()) {
            Optional<String> value = Optional.ofNullable(
                            keys.get(variable.group(1).toLowerCase(Locale.ROOT)))
                    .map(values -> values.get(0))
                    .or(() -> Optional.ofNullable(variable.group(2)));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            regex.append(plain(text.substring(from, variable.start()), wildcards))
                    .append(Pattern.quote(value.get()));
            from = variable.end();
        }
        return Optional.of(regex.append(plain(text.substring(from), wildcards)).toString());
    }

    private static boolean isLike(String text, String pattern) {
        return text.matches(plain(pattern, true));
    }

    private static String plain(String text, boolean wildcards) {
        return text.chars()
                .mapToObj(c -> String.valueOf((char) c))
                .map(c -> wildcards && c.equals("*") ? ".*" : wildcards && c.equals("?") ? "." : Pattern.quote(c))
                .collect(Collectors.joining());
    }

    private static List<String> texts(JsonNode node) {
        return each(node).stream().map(JsonNode::asText).toList();
    }

    private static List<JsonNode> each(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(all::add);
        } else if (!node.isMissingNode()) {
            all.add(node);
        }
        return all;
    }
}
