package why403.diagnosis.request;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.log.Field;
import why403.log.LogRecord;
import why403.log.PercentDecoding;

/**
 * The S3 operation of a record, if no function rewrote the request.
 *
 * @param action the IAM action that a policy must allow
 * @param path the decoded path with its leading slash
 * @param key the object's key, including the origin path; empty if the request was for the bucket itself
 * @param keyWithPlus the key if each plus in the path meant a plus, and not a space; empty if the path contains none
 */
public record S3Operation(String action, String path, Optional<String> key, Optional<String> keyWithPlus) {

    public static final String READ = "s3:GetObject";
    public static final String LIST = "s3:ListBucket";

    /** Empty for a method that needs no permission: for OPTIONS, the bucket's CORS rules decide. */
    public static Optional<S3Operation> by(LogRecord record, Origin origin, String defaultRootObject) {
        Optional<String> sent = record.value(Field.URI_STEM);
        return sent.flatMap(sentPath -> action(record).map(action -> {
            String viewerPath = viewerPath(sentPath);
            String requested = viewerPath.equals("/") ? "/" + defaultRootObject : viewerPath;
            String originPath = originPath(origin);
            String key = (originPath + requested).substring(1);
            Optional<String> withPlus = Optional.of(sentPath)
                    .filter(path -> path.contains("+"))
                    .map(path -> (originPath + decoded(path)).substring(1));
            return new S3Operation(action, viewerPath, Optional.of(key).filter(name -> !name.isEmpty()), withPlus);
        }));
    }

    /**
     * The key that a path asks for, if no function rewrote it.
     *
     * @param sentPath as CloudFront got it
     */
    public static String key(String sentPath, Origin origin) {
        return (originPath(origin) + viewerPath(sentPath)).substring(1);
    }

    private static String viewerPath(String sentPath) {
        return decoded(sentPath.replace('+', ' '));
    }

    /**
     * The beginning of the keys that an origin asks for, with a leading slash; empty if its path is empty. CloudFront sends the
     * origin's path as it is configured, and S3 decodes it like the rest. AWS does not document this: see {@link #isInferred}.
     */
    public static String originPath(Origin origin) {
        String configured = configuredPath(origin);
        return configured.isEmpty() ? "" : viewerPath(configured);
    }

    /** Whether the origin's path has characters that S3 decodes, so that no document says what its keys are. */
    public static boolean isInferred(Origin origin) {
        String configured = configuredPath(origin);
        return configured.indexOf('%') >= 0 || configured.indexOf('+') >= 0;
    }

    private static String configuredPath(Origin origin) {
        return Optional.ofNullable(origin.originPath()).orElse("");
    }

    public boolean isRead() {
        return action.equals(READ);
    }

    /** Whether the record's method reads an object. */
    public static boolean isRead(LogRecord record) {
        return action(record).filter(READ::equals).isPresent();
    }

    public boolean isRoot() {
        return path.equals("/");
    }

    public boolean isFolder() {
        return path.endsWith("/") && !isRoot();
    }

    private static Optional<String> action(LogRecord record) {
        return switch (record.value(Field.METHOD).orElse("GET")) {
            case "GET", "HEAD" -> Optional.of(READ);
            case "PUT", "POST" -> Optional.of("s3:PutObject");
            case "DELETE" -> Optional.of("s3:DeleteObject");
            default -> Optional.empty();
        };
    }

    private static String bytesOf(String path) {
        return new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Leaves a plus as it is, which S3's REST endpoint reads as a space. A viewer that means a plus sends {@code %2B}. */
    private static String decoded(String path) {
        String decoded = path.indexOf('%') < 0 ? path : PercentDecoding.once(bytesOf(path));
        return decoded.startsWith("/") ? decoded : "/" + decoded;
    }
}
