package why403.aws;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectStorageClass;
import software.amazon.awssdk.services.s3.model.OptionalObjectAttributes;
import software.amazon.awssdk.services.s3.model.RestoreStatus;
import software.amazon.awssdk.services.s3.model.S3Object;
import why403.account.Question;
import why403.account.S3Questions;

/**
 * Lists the one object whose key is asked for. Also answers HeadObject from such a listing: whether the object exists, its
 * size, its time, its storage class and its restoration. HeadObject needs {@code s3:GetObject}, which also allows reading
 * the object. A listing needs only {@code s3:ListBucket}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">AWS: HeadObject</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">AWS: ListObjectsV2</a>
 */
final class ObjectListing {

    private static final int NOT_FOUND = 404;

    /** {@code RFC_1123_DATE_TIME} writes the day of the month with one digit, S3 with two. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private ObjectListing() {}

    /**
     * The listing with its keys decoded. They are sent encoded, because XML cannot contain all characters of a key. The
     * SDK's decoding adds an empty list of prefixes, which a listing without a delimiter does not have.
     */
    static SdkPojo list(Clients clients, Question<?> question) {
        Collection<CommonPrefix> none = null;
        return clients
                .s3(question.region())
                .listObjectsV2(request -> {
                    RequestArguments.of(question).fill(request);
                    request.encodingType(EncodingType.URL);
                })
                .toBuilder()
                .commonPrefixes(none)
                .build();
    }

    /** A listing is sorted, so an existing key is the first one that begins with it. */
    static SdkPojo head(Clients clients, Question<?> question) {
        RequestArguments arguments = RequestArguments.of(question);
        String key = arguments.value("--key").orElse("");
        Question<ListObjectsV2Response> substitute =
                S3Questions.listing(arguments.value("--bucket").orElse(""), key, question.region());
        ListObjectsV2Response listing = clients.s3(question.region()).listObjectsV2(request -> {
            RequestArguments.of(substitute).fill(request);
            request.encodingType(EncodingType.URL).optionalObjectAttributes(OptionalObjectAttributes.RESTORE_STATUS);
        });
        if (SdkMembers.isEmpty(listing)) {
            throw new UnreadableResponseException("ListObjectsV2 returned no listing");
        }
        return listing.contents().stream()
                .findFirst()
                .filter(object -> key.equals(object.key()))
                .map(ObjectListing::head)
                .orElseThrow(ObjectListing::notFound);
    }

    /** HeadObject omits the storage class if it is STANDARD. */
    private static HeadObjectResponse head(S3Object object) {
        HeadObjectResponse.Builder head =
                HeadObjectResponse.builder().contentLength(object.size()).lastModified(object.lastModified());
        Optional.ofNullable(object.storageClassAsString())
                .filter(storageClass -> !storageClass.equals(ObjectStorageClass.STANDARD.toString()))
                .ifPresent(head::storageClass);
        Optional.ofNullable(object.restoreStatus()).map(ObjectListing::header).ifPresent(head::restore);
        return head.build();
    }

    /**
     * The header of HeadObject.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html#API_HeadObject_ResponseSyntax">AWS:
     *     x-amz-restore</a>
     */
    private static String header(RestoreStatus restored) {
        Optional<Instant> until = Optional.ofNullable(restored.restoreExpiryDate());
        return "ongoing-request=\"" + Boolean.TRUE.equals(restored.isRestoreInProgress()) + "\""
                + until.map(time -> ", expiry-date=\"" + HTTP_DATE.format(time) + "\"")
                        .orElse("");
    }

    private static RuntimeException notFound() {
        return NoSuchKeyException.builder()
                .statusCode(NOT_FOUND)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("NoSuchKey")
                        .errorMessage("Not Found")
                        .build())
                .build();
    }
}
