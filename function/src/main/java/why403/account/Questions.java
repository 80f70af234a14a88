package why403.account;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.DescribeFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.GetCloudFrontOriginAccessIdentityResponse;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.wafv2.model.GetWebAclResponse;
import why403.account.Argument.Use;

/** Every question that why403 asks about an account. To add one, add an operation and a method that creates the question. */
public final class Questions {

    private static final String CLOUDFRONT = "cloudfront";
    private static final String S3 = "s3api";

    private static final Operation<ListDistributionsResponse> LIST_DISTRIBUTIONS = new Operation<>(
            CLOUDFRONT, "list-distributions", ListDistributionsResponse::builder, "cloudfront:ListDistributions");

    private static final Operation<GetDistributionResponse> GET_DISTRIBUTION = new Operation<>(
            CLOUDFRONT, "get-distribution", GetDistributionResponse::builder, "cloudfront:GetDistribution");

    private static final Operation<GetOriginAccessControlResponse> GET_ORIGIN_ACCESS_CONTROL = new Operation<>(
            CLOUDFRONT,
            "get-origin-access-control",
            GetOriginAccessControlResponse::builder,
            "cloudfront:GetOriginAccessControl");

    private static final Operation<GetCloudFrontOriginAccessIdentityResponse> GET_CLOUD_FRONT_ORIGIN_ACCESS_IDENTITY =
            new Operation<>(
                    CLOUDFRONT,
                    "get-cloud-front-origin-access-identity",
                    GetCloudFrontOriginAccessIdentityResponse::builder,
                    "cloudfront:GetCloudFrontOriginAccessIdentity");

    private static final Operation<GetKeyGroupResponse> GET_KEY_GROUP =
            new Operation<>(CLOUDFRONT, "get-key-group", GetKeyGroupResponse::builder, "cloudfront:GetKeyGroup");

    private static final Operation<GetPublicKeyResponse> GET_PUBLIC_KEY =
            new Operation<>(CLOUDFRONT, "get-public-key", GetPublicKeyResponse::builder, "cloudfront:GetPublicKey");

    private static final Operation<DescribeFunctionResponse> DESCRIBE_FUNCTION = new Operation<>(
            CLOUDFRONT, "describe-function", DescribeFunctionResponse::builder, "cloudfront:DescribeFunction");

    private static final Operation<GetBucketPolicyResponse> GET_BUCKET_POLICY =
            new Operation<>(S3, "get-bucket-policy", GetBucketPolicyResponse::builder, "s3:GetBucketPolicy");

    /** With s3:ListBucket alone, a listing shows whether an object exists. */
    private static final Operation<HeadObjectResponse> HEAD_OBJECT = new Operation<>(
            S3,
            "head-object",
            HeadObjectResponse::builder,
            List.of("s3:GetObject", "s3:ListBucket"),
            List.of("s3:ListBucket"));

    private static final Operation<GetWebAclResponse> GET_WEB_ACL =
            new Operation<>("wafv2", "get-web-acl", GetWebAclResponse::builder, "wafv2:GetWebACL");

    private static final List<Operation<?>> OPERATIONS = List.of(
            LIST_DISTRIBUTIONS,
            GET_DISTRIBUTION,
            GET_ORIGIN_ACCESS_CONTROL,
            GET_CLOUD_FRONT_ORIGIN_ACCESS_IDENTITY,
            GET_KEY_GROUP,
            GET_PUBLIC_KEY,
            DESCRIBE_FUNCTION,
            GET_BUCKET_POLICY,
            HEAD_OBJECT,
            GET_WEB_ACL);

    private Questions() {}

    /** All operations. Together, their IAM actions are the permissions that the role needs. */
    public static List<Operation<?>> operations() {
        return OPERATIONS;
    }

    /** All distributions of the account. */
    public static Question<ListDistributionsResponse> listDistributions() {
        return new Question<>(LIST_DISTRIBUTIONS, List.of(), Optional.empty());
    }

    /** A distribution with its whole configuration. */
    public static Question<GetDistributionResponse> distribution(String id) {
        return new Question<>(GET_DISTRIBUTION, List.of(new Argument("--id", id, Use.NAME)), Optional.empty());
    }

    /** An origin access control. */
    public static Question<GetOriginAccessControlResponse> originAccessControl(String id) {
        return new Question<>(GET_ORIGIN_ACCESS_CONTROL, List.of(new Argument("--id", id, Use.NAME)), Optional.empty());
    }

    /** An origin access identity, with its canonical user. */
    public static Question<GetCloudFrontOriginAccessIdentityResponse> originAccessIdentity(String id) {
        return new Question<>(
                GET_CLOUD_FRONT_ORIGIN_ACCESS_IDENTITY, List.of(new Argument("--id", id, Use.NAME)), Optional.empty());
    }

    /** A key group, with the ids of its public keys. */
    public static Question<GetKeyGroupResponse> keyGroup(String id) {
        return new Question<>(GET_KEY_GROUP, List.of(new Argument("--id", id, Use.NAME)), Optional.empty());
    }

    /** A public key. */
    public static Question<GetPublicKeyResponse> publicKey(String id) {
        return new Question<>(GET_PUBLIC_KEY, List.of(new Argument("--id", id, Use.NAME)), Optional.empty());
    }

    /** A CloudFront function in the stage LIVE, which is the one that runs. */
    public static Question<DescribeFunctionResponse> function(String name) {
        return new Question<>(
                DESCRIBE_FUNCTION,
                List.of(new Argument("--name", name, Use.NAME), new Argument("--stage", "LIVE", Use.COMMAND_ONLY)),
                Optional.empty());
    }

    /**
     * A bucket's policy.
     *
     * @param region the region of the bucket, if known
     */
    public static Question<GetBucketPolicyResponse> bucketPolicy(String bucket, Optional<String> region) {
        return new Question<>(GET_BUCKET_POLICY, List.of(new Argument("--bucket", bucket, Use.NAME)), region);
    }

    /**
     * Whether an object exists, and how it is stored. If it does not exist, the code is {@code 404}, but only for a caller
     * with permission to list the bucket.
     *
     * @param region the region of the bucket, if known
     */
    public static Question<HeadObjectResponse> object(String bucket, String key, Optional<String> region) {
        return new Question<>(
                HEAD_OBJECT,
                List.of(new Argument("--bucket", bucket, Use.NAME), new Argument("--key", key, Use.KEY)),
                region);
    }

    /**
     * A CloudFront web ACL.
     *
     * @param name the part of its ARN before the id
     * @param id the ARN's last part
     */
    public static Question<GetWebAclResponse> webAcl(String name, String id) {
        return new Question<>(
                GET_WEB_ACL,
                List.of(
                        new Argument("--id", id, Use.NAME),
                        new Argument("--name", name, Use.COMMAND_ONLY),
                        new Argument("--scope", "CLOUDFRONT", Use.COMMAND_ONLY)),
                Optional.of("us-east-1"));
    }
}
