package why403.diagnosis.request;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Path patterns of cache behaviors: {@code *} is nothing or more, {@code ?} one character, case counts, and the leading
 * slash is optional.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html">AWS:
 *     cache behavior settings</a>
 */
public final class PathPattern {

    private PathPattern() {}

    /** Whether the pattern matches the path, which begins with a slash and is normalised. */
    static boolean matches(String pattern, String path) {
        return matchesAsWritten(pattern, path) || matchesAsWritten("/" + pattern, path);
    }

    /** Goes back to the last star only, which suffices and keeps a pattern full of stars from taking for ever. */
    private static boolean matchesAsWritten(String pattern, String path) {
        int p = 0;
        int star = -1;
        int resume = 0;
        for (int i = 0; i < path.length(); ) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = i;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == path.charAt(i))) {
                p++;
                i++;
            } else if (star >= 0) {
                p = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }

    /** The path as RFC 3986 normalises it: dot segments removed, several slashes made one, a trailing slash kept. */
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
