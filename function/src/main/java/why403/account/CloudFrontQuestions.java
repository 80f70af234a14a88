package why403.account;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.DescribeFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.GetCloudFrontOriginAccessIdentityResponse;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginRequestPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsResponse;

/** The questions about distributions and what they use. CloudFront is a global service, so no question has a region. */
public final class CloudFrontQuestions {

    private static final String SERVICE = "cloudfront";

    private static final Operation<ListDistributionsResponse> LIST_DISTRIBUTIONS = new Operation<>(
            SERVICE, "list-distributions", ListDistributionsResponse::builder, "cloudfront:ListDistributions");

    private static final Operation<GetDistributionResponse> GET_DISTRIBUTION = new Operation<>(
            SERVICE, "get-distribution", GetDistributionResponse::builder, "cloudfront:GetDistribution");

    private static final Operation<GetOriginAccessControlResponse> GET_ORIGIN_ACCESS_CONTROL = new Operation<>(
            SERVICE,
            "get-origin-access-control",
            GetOriginAccessControlResponse::builder,
            "cloudfront:GetOriginAccessControl");

    private static final Operation<GetCloudFrontOriginAccessIdentityResponse> GET_CLOUD_FRONT_ORIGIN_ACCESS_IDENTITY =
            new Operation<>(
                    SERVICE,
                    "get-cloud-front-origin-access-identity",
                    GetCloudFrontOriginAccessIdentityResponse::builder,
                    "cloudfront:GetCloudFrontOriginAccessIdentity");

    private static final Operation<GetCachePolicyResponse> GET_CACHE_POLICY =
            new Operation<>(SERVICE, "get-cache-policy", GetCachePolicyResponse::builder, "cloudfront:GetCachePolicy");

    private static final Operation<GetOriginRequestPolicyResponse> GET_ORIGIN_REQUEST_POLICY = new Operation<>(
            SERVICE,
            "get-origin-request-policy",
            GetOriginRequestPolicyResponse::builder,
            "cloudfront:GetOriginRequestPolicy");

    private static final Operation<GetKeyGroupResponse> GET_KEY_GROUP =
            new Operation<>(SERVICE, "get-key-group", GetKeyGroupResponse::builder, "cloudfront:GetKeyGroup");

    private static final Operation<GetPublicKeyResponse> GET_PUBLIC_KEY =
            new Operation<>(SERVICE, "get-public-key", GetPublicKeyResponse::builder, "cloudfront:GetPublicKey");

    private static final Operation<DescribeFunctionResponse> DESCRIBE_FUNCTION = new Operation<>(
            SERVICE, "describe-function", DescribeFunctionResponse::builder, "cloudfront:DescribeFunction");

    static final List<Operation<?>> OPERATIONS = List.of(
            LIST_DISTRIBUTIONS,
            GET_DISTRIBUTION,
            GET_ORIGIN_ACCESS_CONTROL,
            GET_CLOUD_FRONT_ORIGIN_ACCESS_IDENTITY,
            GET_CACHE_POLICY,
            GET_ORIGIN_REQUEST_POLICY,
            GET_KEY_GROUP,
            GET_PUBLIC_KEY,
            DESCRIBE_FUNCTION);

    private CloudFrontQuestions() {}

    /** All distributions of the account. */
    public static Question<ListDistributionsResponse> listDistributions() {
        return new Question<>(LIST_DISTRIBUTIONS, List.of(), Optional.empty());
    }

    /** A distribution with its whole configuration. */
    public static Question<GetDistributionResponse> distribution(String id) {
        return byId(GET_DISTRIBUTION, id);
    }

    /** An origin access control. */
    public static Question<GetOriginAccessControlResponse> originAccessControl(String id) {
        return byId(GET_ORIGIN_ACCESS_CONTROL, id);
    }

    /** An origin access identity, with its canonical user. */
    public static Question<GetCloudFrontOriginAccessIdentityResponse> originAccessIdentity(String id) {
        return byId(GET_CLOUD_FRONT_ORIGIN_ACCESS_IDENTITY, id);
    }

    /** A cache policy: what is part of the cache key, and thus reaches the origin. */
    public static Question<GetCachePolicyResponse> cachePolicy(String id) {
        return byId(GET_CACHE_POLICY, id);
    }

    /** An origin request policy: what reaches the origin in addition to the cache key. */
    public static Question<GetOriginRequestPolicyResponse> originRequestPolicy(String id) {
        return byId(GET_ORIGIN_REQUEST_POLICY, id);
    }

    /** A key group, with the ids of its public keys. */
    public static Question<GetKeyGroupResponse> keyGroup(String id) {
        return byId(GET_KEY_GROUP, id);
    }

    /** A public key. */
    public static Question<GetPublicKeyResponse> publicKey(String id) {
        return byId(GET_PUBLIC_KEY, id);
    }

    /** A CloudFront function in the stage LIVE, which is the one that runs. */
    public static Question<DescribeFunctionResponse> function(String name) {
        return new Question<>(
                DESCRIBE_FUNCTION,
                List.of(Argument.name("--name", name), Argument.option("--stage", "LIVE")),
                Optional.empty());
    }

    private static <T extends SdkPojo> Question<T> byId(Operation<T> operation, String id) {
        return new Question<>(operation, List.of(Argument.name("--id", id)), Optional.empty());
    }
}
