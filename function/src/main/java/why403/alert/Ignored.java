package why403.alert;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import why403.cause.Cause;
import why403.diagnosis.Causes;
import why403.tally.Scope;
import why403.tally.Scope.Dimension;

/**
 * Which incidents nobody is told of: those of a scope, those below a path prefix, those with a main cause.
 *
 * <p>A path prefix is held against first path segments, as scopes and places are: {@code /wp-} is that of an incident of
 * {@code path:/wp-admin/}, and of one whose excess is to nine tenths there.
 *
 * @param entries each a scope's name, a path prefix or a cause's id; {@code %2C} in one is a comma
 */
public record Ignored(Set<String> entries) {

    /** What an entry may be, for a sentence. */
    public static final String EXPECTED =
            "a scope (*, host: and a name in lower case, path:/ and the first segment and /,"
                    + " or behavior: and its pattern), what a first path segment begins with (such as /img/ or /wp-, without *),"
                    + " or the id of a cause (such as waf-block)";

    /** With this nothing is ignored. */
    public static final Ignored NOTHING = new Ignored(Set.of());

    private static final String PATH = "path";
    private static final double LEAST_EXPLAINED = 0.9;

    /** A log percent-encodes what is no visible ASCII; hosts, segments and patterns are held against it as they are there. */
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

    /** Whether the text is an entry: one that cannot be told of any incident is none. */
    public static boolean isEntry(String text) {
        return SCOPE_OR_PREFIX.matcher(text).matches() || Causes.ids().contains(text);
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

    /** Whether a notice is to be kept from people, by what it says itself. */
    public boolean ignores(Notice notice) {
        return isOfScope(notice) || isOfCause(notice) || isBelowPrefix(notice);
    }

    private boolean isOfScope(Notice notice) {
        return entries.contains(withCommas(notice.incident().scope().name()));
    }

    private boolean isOfCause(Notice notice) {
        return notice.mainCause().map(Cause::id).filter(entries::contains).isPresent();
    }

    private boolean isBelowPrefix(Notice notice) {
        Scope scope = notice.incident().scope();
        boolean isByScope = scope.dimension() == Dimension.PATH && isBelowPrefix(scope.value());
        return isByScope
                || notice.diagnosis().where().stream()
                        .filter(place -> place.dimension().equals(PATH))
                        .findFirst()
                        .filter(place -> place.explained() >= LEAST_EXPLAINED && isBelowPrefix(place.value()))
                        .isPresent();
    }

    private boolean isBelowPrefix(String path) {
        String readable = withCommas(path);
        return entries.stream().filter(entry -> entry.startsWith("/")).anyMatch(readable::startsWith);
    }
}
