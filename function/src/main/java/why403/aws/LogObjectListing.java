package why403.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import why403.trigger.LogObject;

/** Lists the log objects of a bucket. */
public final class LogObjectListing {

    private static final int MOST_PAGES = 1000;

    private final Clients clients;

    /**
     * An object that exists.
     *
     * @param modified when it was stored
     */
    public record Listed(LogObject object, Instant modified) {}

    /**
     * Which keys are listed. S3 lists keys in the order of their bytes, so a range of keys needs few calls.
     *
     * @param after only keys after this one, if not empty
     * @param until no keys after this one and those that begin with it, if not empty
     */
    public record Keys(String prefix, String after, String until) {

        /** All keys with this prefix. */
        public static Keys below(String prefix) {
            return new Keys(prefix, "", "");
        }

        private boolean isBehind(String key) {
            return !until.isEmpty() && key.compareTo(until) > 0 && !key.startsWith(until);
        }
    }

    public LogObjectListing(Clients clients) {
        this.clients = clients;
    }

    /**
     * The objects with these keys that are not empty and no folder markers, in the order of S3.
     *
     * @throws NoAccessException if the bucket cannot be listed
     */
    public List<Listed> of(String bucket, Keys keys) throws NoAccessException {
        List<Listed> listed = new ArrayList<>();
        try {
            Optional<String> token = Optional.empty();
            for (int page = 0; page < MOST_PAGES; page++) {
                ListObjectsV2Response response =
                        clients.s3(Optional.empty()).listObjectsV2(request(bucket, keys, token));
                for (S3Object object : response.contents()) {
                    if (keys.isBehind(object.key())) {
                        return listed;
                    }
                    if (!object.key().endsWith("/") && object.size() > 0) {
                        listed.add(new Listed(new LogObject(bucket, object.key()), object.lastModified()));
                    }
                }
                token = Optional.ofNullable(response.nextContinuationToken());
                if (token.isEmpty()) {
                    return listed;
                }
            }
            throw new NoAccessException(
                    "s3://" + bucket + "/" + keys.prefix() + " has more than " + MOST_PAGES
                            + ",000 objects. Name a longer" + " prefix, or a distribution.",
                    null);
        } catch (AwsServiceException refused) {
            throw new NoAccessException(refusal(bucket, refused), refused);
        } catch (RuntimeException failed) {
            throw new NoAccessException(CallFailure.of(failed).message("ListObjectsV2 of bucket " + bucket), failed);
        }
    }

    private static ListObjectsV2Request request(String bucket, Keys keys, Optional<String> token) {
        ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(keys.prefix())
                .encodingType(EncodingType.URL);
        token.ifPresent(request::continuationToken);
        if (!keys.after().isEmpty()) {
            request.startAfter(keys.after());
        }
        return request.build();
    }

    private static String refusal(String bucket, AwsServiceException refused) {
        String code = Optional.ofNullable(refused.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse(String.valueOf(refused.statusCode()));
        return switch (code) {
            case "NoSuchBucket" -> "There is no bucket " + bucket + " (NoSuchBucket).";
            case "AccessDenied" ->
                "You may not list bucket " + bucket + " (AccessDenied). Use credentials that allow s3:ListBucket and"
                        + " s3:GetObject on it, and if another account owns the bucket, its policy must allow them too.";
            default -> "Bucket " + bucket + " could not be listed (" + code + ").";
        };
    }
}
