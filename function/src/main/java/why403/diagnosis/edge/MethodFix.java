package why403.diagnosis.edge;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Explained;
import why403.diagnosis.remedy.DistributionEdit;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.PathPattern;
import why403.log.Field;
import why403.text.Phrases;
import why403.text.Printable;
import why403.text.ShownPath;

/**
 * Allows a method where it is needed and nowhere else: in the cache behavior that refused it, or, if that is the default
 * one, in a new cache behavior for the failing paths.
 */
final class MethodFix {

    /** The three sets that a cache behavior can allow, each within the next. */
    private static final List<List<String>> SETS = List.of(
            List.of("GET", "HEAD"),
            List.of("GET", "HEAD", "OPTIONS"),
            List.of("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"));

    /** A distribution has room for 75 cache behaviors by default; more than a few new ones are a decision for a person. */
    private static final int MOST_NEW_BEHAVIORS = 10;

    private static final int LONGEST_PATTERN = 255;
    private static final int MOST_NAMED = 5;

    private MethodFix() {}

    static Fix of(String distributionId, Optional<Behavior> behavior, boolean isChanged, List<Explained> refused) {
        if (behavior.isEmpty()) {
            return Fix.byHand(
                    "Allow the method in the cache behavior for these paths, or send it to a path that allows it");
        }
        if (isChanged) {
            return Fix.byHand("If the change was intended, there is nothing to fix: these methods are allowed now");
        }
        Set<String> wanted = new LinkedHashSet<>(behavior.get().allowedMethods());
        AffectedViewers.methods(refused).stream().map(Map.Entry::getKey).forEach(wanted::add);
        return SETS.stream()
                .filter(set -> set.containsAll(wanted))
                .findFirst()
                .map(set -> allowing(distributionId, behavior.get(), set, refused))
                .orElseGet(() -> Fix.byHand(
                        "No cache behavior can allow every one of these methods. Make the client use another method"));
    }

    private static Fix allowing(String distributionId, Behavior behavior, List<String> set, List<Explained> refused) {
        String methods = Phrases.list(AffectedViewers.methods(refused).stream()
                .map(Map.Entry::getKey)
                .map(Printable::excerpt)
                .toList());
        Collection<String> patterns =
                behavior.isDefault() ? newPatterns(refused) : List.of(Printable.excerpt(behavior.pattern()));
        if (patterns.size() > MOST_NEW_BEHAVIORS) {
            return Fix.byHand("Add a cache behavior for each of the paths that need " + methods + " ("
                    + Phrases.list(patterns, MOST_NAMED) + "), and let each allow " + Phrases.list(set));
        }
        String allow = "def allow: .AllowedMethods += {Quantity: " + set.size() + ", Items: " + Jq.strings(set) + "}; ";
        String filter = allow + (behavior.isDefault() ? newBehaviors(patterns) : Jq.path(behavior) + " |= allow");
        return Fix.of(
                        (behavior.isDefault()
                                        ? "Add a cache behavior for " + Phrases.list(patterns)
                                        : "Let " + behavior.named())
                                + (behavior.isDefault() ? " that allows " : " allow ")
                                + Phrases.list(set) + ". If the origin should not receive " + methods
                                + " requests for these paths, change the client instead",
                        DistributionEdit.of(distributionId, "Allow " + methods, filter))
                .onlyIf("Only if the origin should receive " + methods + " requests for these paths");
    }

    /** The failing path if there is only one, else the folders that the failing paths are in. */
    private static Collection<String> newPatterns(List<Explained> refused) {
        Set<String> paths = refused.stream()
                .flatMap(one -> one.request().record().value(Field.URI_STEM).stream())
                .map(PathPattern::normalised)
                .collect(Collectors.toCollection(TreeSet::new));
        return paths.size() == 1
                ? paths.stream().map(MethodFix::literal).collect(Collectors.toCollection(TreeSet::new))
                : paths.stream().map(MethodFix::folder).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String folder(String path) {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? literal(path) : literal(path.substring(0, slash + 1)) + "*";
    }

    /** The path as a pattern: what a pattern cannot contain, or would read as a wildcard, becomes one character of any kind. */
    private static String literal(String sent) {
        int end = ShownPath.end(sent);
        String path = end < sent.length() ? sent.substring(0, end) + "*" : sent;
        String pattern = path.replaceAll("[^A-Za-z0-9_.$/~\"'@:+&-]", "?");
        return pattern.length() <= LONGEST_PATTERN ? pattern : pattern.substring(0, LONGEST_PATTERN - 1) + "*";
    }

    /** The default cache behavior's settings for each pattern; an existing behavior for one is changed instead. */
    private static String newBehaviors(Collection<String> patterns) {
        String add = "def add($pattern): if any(.CacheBehaviors.Items[]?; .PathPattern == $pattern)"
                + " then (.CacheBehaviors.Items[] | select(.PathPattern == $pattern)) |= allow"
                + " else .CacheBehaviors.Items += [(.DefaultCacheBehavior | allow) + {PathPattern: $pattern}] end; ";
        return add
                + patterns.stream()
                        .map(pattern -> "add(" + Jq.string(pattern) + ")")
                        .collect(Collectors.joining(" | "))
                + " | .CacheBehaviors.Quantity = (.CacheBehaviors.Items | length)";
    }
}
