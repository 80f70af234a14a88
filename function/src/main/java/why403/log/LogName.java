package why403.log;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the key of a log object says about it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html">AWS: standard
 *     logging, the paths of the log files</a>
 */
public final class LogName {

    private static final String ID = "E[A-Z0-9]{5,20}";
    private static final Pattern IS_ID = Pattern.compile(ID);
    private static final Pattern FILE = Pattern.compile("(" + ID + ")\\.\\d{4}-\\d{2}-\\d{2}-\\d{2}\\..*");
    private static final String VARIABLE = "DistributionId=";

    private final List<String> segments;

    LogName(String key) {
        this.segments = Arrays.asList(key.split("/", -1));
    }

    /** Whether the text has the form of a distribution id. */
    public static boolean isDistributionId(String text) {
        return IS_ID.matcher(text).matches();
    }

    /** Whether CloudFront could have chosen the key for a log. A folder marker, whose key ends with a slash, is never a log. */
    boolean isOfALog() {
        boolean isFolder = file().isEmpty();
        return !isFolder
                && Stream.of(inFileName(), inVariable(), belowAwsLogs()).anyMatch(Optional::isPresent);
    }

    /**
     * The distribution that the path names, otherwise the one that the file name names. A segment that has only letters
     * can be an ordinary word in a customer's own prefix ({@code EUROPE}), so the file name takes precedence over it.
     */
    Optional<String> distribution() {
        return Stream.of(inVariable(), belowAwsLogs(), last(folders().filter(LogName::hasDigit)), inFileName())
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> last(folders()));
    }

    private String file() {
        return segments.get(segments.size() - 1);
    }

    private Optional<String> inFileName() {
        Matcher matcher = FILE.matcher(file());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private Optional<String> inVariable() {
        return last(segments.stream()
                .filter(segment -> segment.startsWith(VARIABLE))
                .map(segment -> segment.substring(VARIABLE.length()))
                .filter(LogName::isDistributionId));
    }

    private Optional<String> belowAwsLogs() {
        return last(segments.stream()
                .dropWhile(segment -> !segment.equals("AWSLogs"))
                .dropWhile(segment -> !segment.equals("CloudFront"))
                .filter(LogName::isDistributionId));
    }

    private Stream<String> folders() {
        return segments.stream().limit(segments.size() - 1).filter(LogName::isDistributionId);
    }

    private static boolean hasDigit(String id) {
        return id.chars().anyMatch(Character::isDigit);
    }

    private static Optional<String> last(Stream<String> names) {
        return names.reduce((before, after) -> after);
    }
}
