package why403.alert;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import why403.cause.CauseId;
import why403.tally.Scope;
import why403.tally.Scope.Dimension;

/**
 * The incidents that the option {@code ignore} keeps from people: by scope, by path prefix, or by main cause.
 *
 * <p>A path prefix is compared with first path segments, because scopes and hot spots have no longer paths: {@code /wp-}
 * ignores an incident of the scope {@code path:/wp-admin/}, and one of any scope with at least 90 % of its excess there.
 *
 * @param entries each the name of a scope, a path prefix or the id of a cause; {@code %2C} in an entry is a comma
 */
public record Ignored(Set<String> entries) {

    /** What an entry may be, for a sentence. */
    public static final String EXPECTED =
            "a scope (*, host: and a name in lower case, path:/ and the first segment and /,"
                    + " or behavior: and its pattern), what a first path segment begins with (such as /img/ or /wp-, without *),"
                    + " or the id of a cause (such as waf-block)";

    /** Ignores nothing. */
    public static final Ignored NOTHING = new Ignored(Set.of());

    private static final String PATH = "path";
    private static final double LEAST_EXPLAINED = 0.9;

    /** Only visible ASCII: hosts, segments and patterns are compared as the log has them, and it encodes the rest. */
    private static final Pattern SCOPE_OR_PREFIX = Pattern.compile("\\*"
            + "|host:[!-~&&[^A-Z/*]]+"
            + "|path:/(?:[!-~&&[^/?#]]+/)?"
            + "|behavior:[!-~]+"
            + "|/(?:[!-~&&[^/?#*]]+/?)?");

    private static final Pattern COMMA = Pattern.compile("%2C", Pattern.CASE_INSENSITIVE);

    /** @throws IllegalArgumentException if an entry is none of the three */
    public Ignored {
        entries = entries.stream().map(Ignored::checked).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the text can be an entry. A text that no incident can match is none. */
    public static boolean isEntry(String text) {
        return SCOPE_OR_PREFIX.matcher(text).matches() || CauseId.of(text).isPresent();
    }

    private static String checked(String entry) {
        if (!isEntry(entry)) {
            throw new IllegalArgumentException("\"" + entry + "\" cannot be ignored; expected " + EXPECTED + ".");
        }
        return withCommas(entry);
    }

    private static String withCommas(String text) {
        return COMMA.matcher(text).replaceAll(",");
    }

    /** Whether people must not get the notice. */
    public boolean ignores(Notice notice) {
        return isOfScope(notice) || isOfCause(notice) || isBelowPrefix(notice);
    }

    private boolean isOfScope(Notice notice) {
        return entries.contains(withCommas(notice.incident().scope().name()));
    }

    /** Without an examined request, the cause is only that the diagnosis failed. */
    private boolean isOfCause(Notice notice) {
        return notice.mainCause()
                .filter(cause -> notice.diagnosis().examined() > 0)
                .map(cause -> cause.id().id())
                .filter(entries::contains)
                .isPresent();
    }

    private boolean isBelowPrefix(Notice notice) {
        Scope scope = notice.incident().scope();
        boolean isByScope = scope.dimension() == Dimension.PATH && isBelowPrefix(scope.value());
        return isByScope
                || notice.diagnosis().where().stream()
                        .filter(spot -> spot.dimension().equals(PATH))
                        .findFirst()
                        .filter(spot -> spot.explained() >= LEAST_EXPLAINED && isBelowPrefix(spot.value()))
                        .isPresent();
    }

    private boolean isBelowPrefix(String path) {
        String readable = withCommas(path);
        return entries.stream().filter(entry -> entry.startsWith("/")).anyMatch(readable::startsWith);
    }
}
