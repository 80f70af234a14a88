package why403.aws;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DescribeFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.GetCloudFrontOriginAccessIdentityRequest;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupRequest;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.GetWebAclRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import why403.account.Question;

/** Maps each operation to the SDK client method that calls it. A new operation is one line here. */
final class OperationCalls {

    /** Calls one operation. */
    @FunctionalInterface
    interface Call {

        /**
         * The response, in the operation's response type.
         *
         * @throws RuntimeException what the SDK throws, or an {@link UnreadableResponseException}
         */
        SdkPojo send(Clients clients, Question<?> question);
    }

    private static final String HEAD_OBJECT = "s3api head-object";

    private static final Map<String, Call> CALLS = Map.ofEntries(
            Map.entry("cloudfront list-distributions", DistributionListing::call),
            Map.entry(
                    "cloudfront get-distribution",
                    cloudFront(GetDistributionRequest::builder, CloudFrontClient::getDistribution)),
            Map.entry(
                    "cloudfront get-origin-access-control",
                    cloudFront(GetOriginAccessControlRequest::builder, CloudFrontClient::getOriginAccessControl)),
            Map.entry(
                    "cloudfront get-cloud-front-origin-access-identity",
                    cloudFront(
                            GetCloudFrontOriginAccessIdentityRequest::builder,
                            CloudFrontClient::getCloudFrontOriginAccessIdentity)),
            Map.entry(
                    "cloudfront get-key-group", cloudFront(GetKeyGroupRequest::builder, CloudFrontClient::getKeyGroup)),
            Map.entry(
                    "cloudfront get-public-key",
                    cloudFront(GetPublicKeyRequest::builder, CloudFrontClient::getPublicKey)),
            Map.entry(
                    "cloudfront describe-function",
                    cloudFront(DescribeFunctionRequest::builder, CloudFrontClient::describeFunction)),
            Map.entry("s3api get-bucket-policy", s3(GetBucketPolicyRequest::builder, S3Client::getBucketPolicy)),
            Map.entry(HEAD_OBJECT, s3(HeadObjectRequest::builder, S3Client::headObject)),
            Map.entry("wafv2 get-web-acl", waf(GetWebAclRequest::builder, Wafv2Client::getWebACL)));

    private final boolean readingContent;

    OperationCalls(boolean readingContent) {
        this.readingContent = readingContent;
    }

    /** @throws IllegalArgumentException if the operation is not in this map */
    Call of(String operation) {
        if (!readingContent && operation.equals(HEAD_OBJECT)) {
            return ObjectListing::call;
        }
        Call call = CALLS.get(operation);
        if (call == null) {
            throw new IllegalArgumentException("OperationCalls has no entry for the operation " + operation);
        }
        return call;
    }

    private static <R> Call cloudFront(
            Supplier<? extends SdkBuilder<?, R>> request,
            BiFunction<CloudFrontClient, R, ? extends SdkPojo> operation) {
        return (clients, question) ->
                operation.apply(clients.cloudFront(), SdkMembers.fill(request.get(), question.arguments()));
    }

    private static <R> Call s3(
            Supplier<? extends SdkBuilder<?, R>> request, BiFunction<S3Client, R, ? extends SdkPojo> operation) {
        return (clients, question) ->
                operation.apply(clients.s3(question.region()), SdkMembers.fill(request.get(), question.arguments()));
    }

    private static <R> Call waf(
            Supplier<? extends SdkBuilder<?, R>> request, BiFunction<Wafv2Client, R, ? extends SdkPojo> operation) {
        return (clients, question) ->
                operation.apply(clients.waf(question.region()), SdkMembers.fill(request.get(), question.arguments()));
    }
}
