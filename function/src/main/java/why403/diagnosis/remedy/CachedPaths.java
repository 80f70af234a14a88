package why403.diagnosis.remedy;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import why403.diagnosis.remedy.RemedyStep.ClearCache;
import why403.diagnosis.request.ForbiddenRequest;
import why403.log.Field;
import why403.text.ShownPath;

/**
 * The paths of refused requests as CreateInvalidation takes them: CloudFront may still serve an origin's 403 from its cache.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html">AWS:
 *     what to know when invalidating files</a>
 */
public final class CachedPaths {

    private static final int MOST_PATHS = 15;

    /** CloudFront accepts 4,000 characters, which is too long to read. */
    private static final int LONGEST = 500;

    private static final String EVERYTHING = "/*";

    /** Characters that a path contains only in encoded form; a viewer's own {@code %} stays. */
    private static final String UNSAFE = "\"<>\\^`{|}";

    private static final char UNREADABLE = '\uFFFD';

    private CachedPaths() {}

    /** The step that clears what CloudFront may have cached for those requests: each path, or what the paths share. */
    public static ClearCache of(String distributionId, Collection<ForbiddenRequest> requests) {
        Set<String> paths = requests.stream()
                .flatMap(request -> request.record().value(Field.URI_STEM).stream())
                .map(CachedPaths::pattern)
                .collect(Collectors.toSet());
        return new ClearCache(distributionId, few(paths));
    }

    /** The path as CloudFront takes it. A star, an encoded query, and bytes that the log does not show end it with a
     * wildcard. */
    private static String pattern(String path) {
        int longest = ShownPath.end(path);
        int end = 0;
        while (end < longest && path.charAt(end) != '*' && path.charAt(end) != UNREADABLE) {
            end++;
        }
        String encoded = encoded(path.substring(0, end));
        String whole = end == path.length() ? encoded : encoded + "*";
        if (whole.length() <= LONGEST) {
            return whole;
        }
        String folder = firstFolder(whole);
        return folder.length() <= LONGEST ? folder : EVERYTHING;
    }

    private static String encoded(String path) {
        int plain = 0;
        while (plain < path.length() && isPlain(path.charAt(plain))) {
            plain++;
        }
        if (plain == path.length()) {
            return path;
        }
        StringBuilder encoded = new StringBuilder();
        path.codePoints().forEach(c -> encode(c, encoded));
        return encoded.toString();
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c <= '~' && UNSAFE.indexOf(c) < 0;
    }

    private static void encode(int c, StringBuilder to) {
        if (isPlain(c)) {
            to.append((char) c);
        } else {
            for (byte one : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                to.append(String.format("%%%02X", one));
            }
        }
    }

    private static SortedSet<String> few(Set<String> paths) {
        if (paths.isEmpty()) {
            return everything();
        }
        if (paths.size() <= MOST_PATHS) {
            return new TreeSet<>(paths);
        }
        SortedSet<String> prefixes =
                paths.stream().map(CachedPaths::firstFolder).collect(Collectors.toCollection(TreeSet::new));
        return prefixes.size() > MOST_PATHS || prefixes.contains(EVERYTHING) ? everything() : prefixes;
    }

    private static SortedSet<String> everything() {
        return new TreeSet<>(List.of(EVERYTHING));
    }

    private static String firstFolder(String path) {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? EVERYTHING : path.substring(0, slash + 1) + "*";
    }
}
