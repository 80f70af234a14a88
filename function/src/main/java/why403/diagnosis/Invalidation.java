package why403.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import why403.diagnosis.Check.Explained;

/** The command that clears an origin's 403s out of the cache, once the origin is mended. */
final class Invalidation {

    private static final int MOST_PATHS = 10;

    private Invalidation() {}

    /** The folders met; everything where they are many, or named unlike any folder. */
    static String command(String distributionId, List<Explained> explained) {
        List<String> folders = WhomItHits.folders(explained).stream()
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        boolean isPlain = folders.size() <= MOST_PATHS
                && folders.stream().allMatch(folder -> folder.matches("/[A-Za-z0-9._-]+/"));
        String paths = isPlain
                ? folders.stream().map(folder -> Shell.quoted(folder + "*")).collect(Collectors.joining(" "))
                : Shell.quoted("/*");
        return "aws cloudfront create-invalidation --distribution-id " + Shell.word(distributionId) + " --paths "
                + paths;
    }
}
