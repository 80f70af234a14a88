package why403.diagnosis.request;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import why403.text.Glob;

/**
 * Path patterns of cache behaviors: {@code *} matches zero or more characters, {@code ?} matches one, case matters, and
 * the leading slash is optional.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html">AWS:
 *     cache behavior settings</a>
 */
public final class PathPattern {

    private final String pattern;
    private final Glob asWritten;
    private final Glob afterSlash;

    /** @param pattern as the cache behavior has it */
    PathPattern(String pattern) {
        this.pattern = pattern;
        this.asWritten = Glob.pattern(pattern);
        this.afterSlash = Glob.pattern("/" + pattern);
    }

    /** Whether the pattern matches the path, which begins with a slash and is normalised. */
    boolean matches(String path) {
        return asWritten.matches(path) || afterSlash.matches(path);
    }

    /** Whether surely every path that the other pattern matches also matches this one. */
    boolean covers(PathPattern other) {
        return forms(other.pattern)
                .map(Glob::pattern)
                .allMatch(form -> asWritten.covers(form) || afterSlash.covers(form));
    }

    /** Patterns that begin with a slash, and together match the same paths. */
    private static Stream<String> forms(String pattern) {
        return pattern.startsWith("/") ? Stream.of(pattern) : Stream.concat(Stream.of("/" + pattern), slashed(pattern));
    }

    /** What the pattern as it is written matches of all texts that begin with a slash. */
    private static Stream<String> slashed(String pattern) {
        if (pattern.startsWith("*")) {
            return Stream.concat(Stream.of("/" + pattern), slashed(pattern.substring(1)));
        }
        if (pattern.startsWith("?")) {
            return Stream.of("/" + pattern.substring(1));
        }
        return pattern.startsWith("/") ? Stream.of(pattern) : Stream.empty();
    }

    /** The number of characters before the first wildcard, with the slash at the beginning. */
    int literalPrefix() {
        int wildcard = 0;
        while (wildcard < pattern.length() && "*?".indexOf(pattern.charAt(wildcard)) < 0) {
            wildcard++;
        }
        return wildcard == 0 || pattern.startsWith("/") ? wildcard : wildcard + 1;
    }

    /** The path normalized as in RFC 3986: without dot segments and repeated slashes, with its trailing slash. */
    public static String normalised(String path) {
        if (path.startsWith("/") && !path.contains("//") && !path.contains("/.")) {
            return path;
        }
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (segments[i]) {
                case "." -> addEmpty(kept, last);
                case ".." -> {
                    kept.pollLast();
                    addEmpty(kept, last);
                }
                default -> kept.addLast(segments[i]);
            }
        }
        return ("/" + String.join("/", kept)).replaceAll("/{2,}", "/");
    }

    private static void addEmpty(Deque<String> kept, boolean last) {
        if (last) {
            kept.addLast("");
        }
    }
}
