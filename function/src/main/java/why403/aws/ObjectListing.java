package why403.aws;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectStorageClass;
import software.amazon.awssdk.services.s3.model.S3Object;
import why403.account.Question;

/**
 * Answers HeadObject from a listing of the bucket: whether the object exists, its size and its storage class. HeadObject
 * needs {@code s3:GetObject}, which also allows reading the object. A listing needs only {@code s3:ListBucket}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">AWS: HeadObject</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">AWS: ListObjectsV2</a>
 */
final class ObjectListing {

    private static final int NOT_FOUND = 404;

    private ObjectListing() {}

    /** A listing is sorted, so an existing key is the first one that begins with it. */
    static SdkPojo call(Clients clients, Question<?> question) {
        String key = argument(question, "Key");
        ListObjectsV2Response listing = clients.s3(question.region())
                .listObjectsV2(ListObjectsV2Request.builder()
                        .bucket(argument(question, "Bucket"))
                        .prefix(key)
                        .maxKeys(1)
                        .fetchOwner(true)
                        .encodingType(EncodingType.URL)
                        .build());
        if (SdkMembers.isEmpty(listing)) {
            throw new UnreadableResponseException("ListObjectsV2 returned no listing");
        }
        return listing.contents().stream()
                .findFirst()
                .filter(object -> key.equals(object.key()))
                .map(ObjectListing::head)
                .orElseThrow(ObjectListing::notFound);
    }

    private static String argument(Question<?> question, String member) {
        return question.arguments().stream()
                .filter(argument -> argument.member().equals(member))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The question has no argument " + member))
                .value();
    }

    /** HeadObject omits the storage class if it is STANDARD. */
    private static HeadObjectResponse head(S3Object object) {
        HeadObjectResponse.Builder head = HeadObjectResponse.builder().contentLength(object.size());
        Optional.ofNullable(object.storageClassAsString())
                .filter(storageClass -> !storageClass.equals(ObjectStorageClass.STANDARD.toString()))
                .ifPresent(head::storageClass);
        return head.build();
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
