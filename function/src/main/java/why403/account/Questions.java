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

/** Every question that why403 asks of an account: a new one is one entry here. */
public final class Questions {

    private static final String CLOUDFRONT = "cloudfront";
    private static final String S3 = "s3api";

    private Questions() {}

    /** All distributions of the account. */
    public static Question<ListDistributionsResponse> listDistributions() {
        return new Question<>(
                CLOUDFRONT,
                "list-distributions",
                List.of(),
                Optional.empty(),
                ListDistributionsResponse::builder,
                List.of("cloudfront:ListDistributions"));
    }

    /** A distribution with its whole configuration. */
    public static Question<GetDistributionResponse> distribution(String id) {
        return new Question<>(
                CLOUDFRONT,
                "get-distribution",
                List.of(new Argument("--id", id, Use.NAME)),
                Optional.empty(),
                GetDistributionResponse::builder,
                List.of("cloudfront:GetDistribution"));
    }

    /** An origin access control. */
    public static Question<GetOriginAccessControlResponse> originAccessControl(String id) {
        return new Question<>(
                CLOUDFRONT,
                "get-origin-access-control",
                List.of(new Argument("--id", id, Use.NAME)),
                Optional.empty(),
                GetOriginAccessControlResponse::builder,
                List.of("cloudfront:GetOriginAccessControl"));
    }

    /** An origin access identity, with its canonical user. */
    public static Question<GetCloudFrontOriginAccessIdentityResponse> originAccessIdentity(String id) {
        return new Question<>(
                CLOUDFRONT,
                "get-cloud-front-origin-access-identity",
                List.of(new Argument("--id", id, Use.NAME)),
                Optional.empty(),
                GetCloudFrontOriginAccessIdentityResponse::builder,
                List.of("cloudfront:GetCloudFrontOriginAccessIdentity"));
    }

    /** A key group, with the ids of its public keys. */
    public static Question<GetKeyGroupResponse> keyGroup(String id) {
        return new Question<>(
                CLOUDFRONT,
                "get-key-group",
                List.of(new Argument("--id", id, Use.NAME)),
                Optional.empty(),
                GetKeyGroupResponse::builder,
                List.of("cloudfront:GetKeyGroup"));
    }

    /** A public key. */
    public static Question<GetPublicKeyResponse> publicKey(String id) {
        return new Question<>(
                CLOUDFRONT,
                "get-public-key",
                List.of(new Argument("--id", id, Use.NAME)),
                Optional.empty(),
                GetPublicKeyResponse::builder,
                List.of("cloudfront:GetPublicKey"));
    }

    /** A CloudFront function as published: only a live one runs. */
    public static Question<DescribeFunctionResponse> function(String name) {
        return new Question<>(
                CLOUDFRONT,
                "describe-function",
                List.of(new Argument("--name", name, Use.NAME), new Argument("--stage", "LIVE", Use.COMMAND_ONLY)),
                Optional.empty(),
                DescribeFunctionResponse::builder,
                List.of("cloudfront:DescribeFunction"));
    }

    /**
     * A bucket's policy.
     *
     * @param region the bucket's, if known
     */
    public static Question<GetBucketPolicyResponse> bucketPolicy(String bucket, Optional<String> region) {
        return new Question<>(
                S3,
                "get-bucket-policy",
                List.of(new Argument("--bucket", bucket, Use.NAME)),
                region,
                GetBucketPolicyResponse::builder,
                List.of("s3:GetBucketPolicy"));
    }

    /**
     * Whether an object is there, and how it is stored. Refused as {@code 404} where it is not; S3 says so only to who
     * may list the bucket.
     *
     * @param region the bucket's, if known
     */
    public static Question<HeadObjectResponse> object(String bucket, String key, Optional<String> region) {
        return new Question<>(
                S3,
                "head-object",
                List.of(new Argument("--bucket", bucket, Use.NAME), new Argument("--key", key, Use.KEY)),
                region,
                HeadObjectResponse::builder,
                List.of("s3:GetObject", "s3:ListBucket"));
    }

    /**
     * A CloudFront web ACL.
     *
     * @param name the part of its ARN before the id
     * @param id the ARN's last part
     */
    public static Question<GetWebAclResponse> webAcl(String name, String id) {
        return new Question<>(
                "wafv2",
                "get-web-acl",
                List.of(
                        new Argument("--id", id, Use.NAME),
                        new Argument("--name", name, Use.COMMAND_ONLY),
                        new Argument("--scope", "CLOUDFRONT", Use.COMMAND_ONLY)),
                Optional.of("us-east-1"),
                GetWebAclResponse::builder,
                List.of("wafv2:GetWebACL"));
    }
}
