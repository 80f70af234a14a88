package why403.account;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** The questions about a bucket and its objects. The region is that of the bucket, if known. */
public final class S3Questions {

    private static final String SERVICE = "s3api";
    private static final String LIST_BUCKET = "s3:ListBucket";

    private static final Operation<GetBucketPolicyResponse> GET_BUCKET_POLICY =
            new Operation<>(SERVICE, "get-bucket-policy", GetBucketPolicyResponse::builder, "s3:GetBucketPolicy");

    private static final Operation<GetPublicAccessBlockResponse> GET_PUBLIC_ACCESS_BLOCK = new Operation<>(
            SERVICE, "get-public-access-block", GetPublicAccessBlockResponse::builder, "s3:GetBucketPublicAccessBlock");

    private static final Operation<GetBucketEncryptionResponse> GET_BUCKET_ENCRYPTION = new Operation<>(
            SERVICE, "get-bucket-encryption", GetBucketEncryptionResponse::builder, "s3:GetEncryptionConfiguration");

    private static final Operation<GetBucketOwnershipControlsResponse> GET_BUCKET_OWNERSHIP_CONTROLS = new Operation<>(
            SERVICE,
            "get-bucket-ownership-controls",
            GetBucketOwnershipControlsResponse::builder,
            "s3:GetBucketOwnershipControls");

    private static final Operation<GetBucketCorsResponse> GET_BUCKET_CORS =
            new Operation<>(SERVICE, "get-bucket-cors", GetBucketCorsResponse::builder, "s3:GetBucketCORS");

    /** With s3:ListBucket alone, a listing shows whether an object exists. */
    private static final Operation<HeadObjectResponse> HEAD_OBJECT = new Operation<>(
            SERVICE,
            "head-object",
            HeadObjectResponse::builder,
            List.of("s3:GetObject", LIST_BUCKET),
            List.of(LIST_BUCKET));

    /** Whoever may not read objects does not ask for their access control lists either. */
    private static final Operation<GetObjectAclResponse> GET_OBJECT_ACL = new Operation<>(
            SERVICE, "get-object-acl", GetObjectAclResponse::builder, List.of("s3:GetObjectAcl"), List.of());

    private static final Operation<ListObjectsV2Response> LIST_OBJECTS_V2 =
            new Operation<>(SERVICE, "list-objects-v2", ListObjectsV2Response::builder, LIST_BUCKET);

    static final List<Operation<?>> OPERATIONS = List.of(
            GET_BUCKET_POLICY,
            GET_PUBLIC_ACCESS_BLOCK,
            GET_BUCKET_ENCRYPTION,
            GET_BUCKET_OWNERSHIP_CONTROLS,
            GET_BUCKET_CORS,
            HEAD_OBJECT,
            GET_OBJECT_ACL,
            LIST_OBJECTS_V2);

    private S3Questions() {}

    /** A bucket's policy; {@code NoSuchBucketPolicy} if it has none. */
    public static Question<GetBucketPolicyResponse> bucketPolicy(String bucket, Optional<String> region) {
        return ofBucket(GET_BUCKET_POLICY, bucket, region);
    }

    /** Block Public Access of a bucket; {@code NoSuchPublicAccessBlockConfiguration} if nothing is blocked there. */
    public static Question<GetPublicAccessBlockResponse> publicAccessBlock(String bucket, Optional<String> region) {
        return ofBucket(GET_PUBLIC_ACCESS_BLOCK, bucket, region);
    }

    /** How a bucket encrypts new objects. */
    public static Question<GetBucketEncryptionResponse> bucketEncryption(String bucket, Optional<String> region) {
        return ofBucket(GET_BUCKET_ENCRYPTION, bucket, region);
    }

    /** Who owns the objects of a bucket; {@code OwnershipControlsNotFoundError} means their writers. */
    public static Question<GetBucketOwnershipControlsResponse> ownershipControls(
            String bucket, Optional<String> region) {
        return ofBucket(GET_BUCKET_OWNERSHIP_CONTROLS, bucket, region);
    }

    /** The rules of a bucket for cross-origin requests; {@code NoSuchCORSConfiguration} if it has none. */
    public static Question<GetBucketCorsResponse> cors(String bucket, Optional<String> region) {
        return ofBucket(GET_BUCKET_CORS, bucket, region);
    }

    /**
     * Whether an object exists, and how it is stored. If it does not exist, the code is {@code 404}, but only for a caller
     * with permission to list the bucket. An account that may not read objects answers from a listing, so it knows the
     * size, the time, the storage class and the restoration of an object, but not its encryption.
     */
    public static Question<HeadObjectResponse> object(String bucket, String key, Optional<String> region) {
        return ofObject(HEAD_OBJECT, bucket, key, region);
    }

    /** The access control list of an object. Not asked if objects may not be read. */
    public static Question<GetObjectAclResponse> objectAcl(String bucket, String key, Optional<String> region) {
        return ofObject(GET_OBJECT_ACL, bucket, key, region);
    }

    /**
     * The first object whose key begins with the given key, with its owner. Keys are sorted, so this is the object itself if
     * it exists. The caller has to compare the keys.
     */
    public static Question<ListObjectsV2Response> listing(String bucket, String key, Optional<String> region) {
        return new Question<>(
                LIST_OBJECTS_V2,
                List.of(
                        Argument.name("--bucket", bucket),
                        Argument.key("--prefix", key),
                        Argument.option("--max-keys", "1"),
                        Argument.flag("--fetch-owner")),
                region);
    }

    private static <T extends SdkPojo> Question<T> ofBucket(
            Operation<T> operation, String bucket, Optional<String> region) {
        return new Question<>(operation, List.of(Argument.name("--bucket", bucket)), region);
    }

    private static <T extends SdkPojo> Question<T> ofObject(
            Operation<T> operation, String bucket, String key, Optional<String> region) {
        return new Question<>(
                operation, List.of(Argument.name("--bucket", bucket), Argument.key("--key", key)), region);
    }
}
