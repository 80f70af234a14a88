package why403.diagnosis.remedy;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import why403.diagnosis.request.ForbiddenRequest;
import why403.log.Field;
import why403.text.Shell;

/**
 * The last step of a mend: CloudFront may still serve an origin's 403 from its cache.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html">AWS:
 *     what to know when invalidating files</a>
 */
public final class Invalidation {

    private static final int MOST_PATHS = 3;

    /** CloudFront takes 4,000 characters, which nobody wants to read. */
    private static final int LONGEST = 500;

    private static final String EVERYTHING = "/*";

    /** What is no part of a path unless it is encoded; a viewer's own {@code %} is left as it is. */
    private static final String UNSAFE = "\"<>\\^`{|}";

    private static final char UNREADABLE = '\uFFFD';

    private static final String COMMAND = "aws cloudfront create-invalidation";

    private Invalidation() {}

    public static boolean isOne(String command) {
        return command.startsWith(COMMAND);
    }

    /** The command that forgets the paths of those requests: each, or what they have in common. */
    public static String command(String distributionId, Collection<ForbiddenRequest> requests) {
        Set<String> paths = requests.stream()
                .flatMap(request -> request.record().value(Field.URI_STEM).stream())
                .map(Invalidation::pattern)
                .collect(Collectors.toCollection(TreeSet::new));
        return COMMAND + " --distribution-id " + Shell.word(distributionId) + " --paths "
                + few(paths).stream().map(Shell::quoted).collect(Collectors.joining(" "));
    }

    /** The path as CloudFront takes it: a star is one of many, and so are bytes that the log does not give. */
    private static String pattern(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '*' && path.charAt(end) != UNREADABLE) {
            end++;
        }
        StringBuilder encoded = new StringBuilder();
        path.substring(0, end).codePoints().forEach(c -> encode(c, encoded));
        String whole = end == path.length() ? encoded.toString() : encoded + "*";
        if (whole.length() <= LONGEST) {
            return whole;
        }
        String folder = firstFolder(whole);
        return folder.length() <= LONGEST ? folder : EVERYTHING;
    }

    private static void encode(int c, StringBuilder to) {
        if (c > ' ' && c <= '~' && UNSAFE.indexOf(c) < 0) {
            to.append((char) c);
        } else {
            for (byte one : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                to.append(String.format("%%%02X", one));
            }
        }
    }

    private static Set<String> few(Set<String> paths) {
        if (paths.size() <= MOST_PATHS) {
            return paths.isEmpty() ? Set.of(EVERYTHING) : paths;
        }
        Set<String> prefixes =
                paths.stream().map(Invalidation::firstFolder).collect(Collectors.toCollection(TreeSet::new));
        return prefixes.size() > MOST_PATHS || prefixes.contains(EVERYTHING) ? Set.of(EVERYTHING) : prefixes;
    }

    private static String firstFolder(String path) {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? EVERYTHING : path.substring(0, slash + 1) + "*";
    }
}
