package why403.diagnosis;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import why403.log.Field;

/** The last step of a mend: CloudFront may still serve an origin's 403 from its cache. */
final class Invalidation {

    private static final int MOST_PATHS = 3;
    private static final String EVERYTHING = "/*";

    private static final String COMMAND = "aws cloudfront create-invalidation";

    private Invalidation() {}

    static boolean isOne(String command) {
        return command.startsWith(COMMAND);
    }

    /** The command that forgets the paths of those requests: each, or what they have in common. */
    static String command(String distributionId, Collection<ForbiddenRequest> requests) {
        Set<String> paths = requests.stream()
                .flatMap(request -> request.record().value(Field.URI_STEM).stream())
                .map(path -> path.contains("*") ? path.substring(0, path.indexOf('*') + 1) : path)
                .collect(Collectors.toCollection(TreeSet::new));
        return COMMAND + " --distribution-id " + Shell.word(distributionId) + " --paths "
                + few(paths).stream().map(Shell::quoted).collect(Collectors.joining(" "));
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
