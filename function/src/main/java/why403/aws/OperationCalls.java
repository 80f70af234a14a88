package why403.aws;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import why403.account.Question;

/**
 * Maps each operation to the SDK client method that calls it. A new operation is one line here. These are switches and not
 * a map, because a map would load the classes of all services when the first operation is called.
 */
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

    /** CloudTrail answers two lookups a second. */
    private static final Duration BETWEEN_LOOKUPS = Duration.ofMillis(500);

    private final boolean readingContent;
    private final Pace lookups;

    /** @param clock keeps the lookups in CloudTrail apart */
    OperationCalls(boolean readingContent, InstantSource clock) {
        this.readingContent = readingContent;
        this.lookups = new Pace(BETWEEN_LOOKUPS, clock);
    }

    /** @throws IllegalArgumentException if the operation is in none of these switches */
    Call of(String operation) {
        return switch (operation.substring(0, operation.indexOf(' '))) {
            case "cloudfront" -> ofCloudFront(operation);
            case "s3api" -> ofS3(operation);
            case "cloudtrail" -> new EventLookup(lookups)::call;
            default -> ofAnotherService(operation);
        };
    }

    private static Call ofCloudFront(String operation) {
        return switch (operation) {
            case "cloudfront list-distributions" -> DistributionListing::call;
            case "cloudfront get-distribution" ->
                cloudFront((client, arguments) -> client.getDistribution(arguments::fill));
            case "cloudfront get-origin-access-control" ->
                cloudFront((client, arguments) -> client.getOriginAccessControl(arguments::fill));
            case "cloudfront get-cloud-front-origin-access-identity" ->
                cloudFront((client, arguments) -> client.getCloudFrontOriginAccessIdentity(arguments::fill));
            case "cloudfront get-cache-policy" ->
                cloudFront((client, arguments) -> client.getCachePolicy(arguments::fill));
            case "cloudfront get-origin-request-policy" ->
                cloudFront((client, arguments) -> client.getOriginRequestPolicy(arguments::fill));
            case "cloudfront get-key-group" -> cloudFront((client, arguments) -> client.getKeyGroup(arguments::fill));
            case "cloudfront get-public-key" -> cloudFront((client, arguments) -> client.getPublicKey(arguments::fill));
            case "cloudfront describe-function" ->
                cloudFront((client, arguments) -> client.describeFunction(arguments::fill));
            default -> throw unknown(operation);
        };
    }

    private Call ofS3(String operation) {
        return switch (operation) {
            case "s3api get-bucket-policy" -> s3((client, arguments) -> client.getBucketPolicy(arguments::fill));
            case "s3api get-public-access-block" ->
                s3((client, arguments) -> client.getPublicAccessBlock(arguments::fill));
            case "s3api get-bucket-encryption" ->
                s3((client, arguments) -> client.getBucketEncryption(arguments::fill));
            case "s3api get-bucket-ownership-controls" ->
                s3((client, arguments) -> client.getBucketOwnershipControls(arguments::fill));
            case "s3api get-bucket-cors" -> s3((client, arguments) -> client.getBucketCors(arguments::fill));
            case "s3api head-object" ->
                readingContent ? s3((client, arguments) -> client.headObject(arguments::fill)) : ObjectListing::head;
            case "s3api get-object-acl" -> s3((client, arguments) -> client.getObjectAcl(arguments::fill));
            case "s3api list-objects-v2" -> ObjectListing::list;
            default -> throw unknown(operation);
        };
    }

    private static Call ofAnotherService(String operation) {
        return switch (operation) {
            case "s3control get-public-access-block" ->
                s3Control((client, arguments) -> client.getPublicAccessBlock(arguments::fill));
            case "kms describe-key" -> kms((client, arguments) -> client.describeKey(arguments::fill));
            case "kms get-key-policy" -> kms((client, arguments) -> client.getKeyPolicy(arguments::fill));
            case "lambda list-functions" -> FunctionListing::call;
            case "lambda list-function-url-configs" -> FunctionUrlListing::call;
            case "lambda get-function-url-config" ->
                lambda((client, arguments) -> client.getFunctionUrlConfig(arguments::fill));
            case "lambda get-policy" -> lambda((client, arguments) -> client.getPolicy(arguments::fill));
            case "apigateway get-rest-api" -> restApi((client, arguments) -> client.getRestApi(arguments::fill));
            case "apigateway get-stage" -> restApi((client, arguments) -> client.getStage(arguments::fill));
            case "apigatewayv2 get-api" -> httpApi((client, arguments) -> client.getApi(arguments::fill));
            case "apigatewayv2 get-stage" -> httpApi((client, arguments) -> client.getStage(arguments::fill));
            case "elbv2 describe-rules" -> LoadBalancerRules::call;
            case "wafv2 get-web-acl" -> waf((client, arguments) -> client.getWebACL(arguments::fill));
            case "wafv2 get-sampled-requests" -> waf((client, arguments) -> client.getSampledRequests(arguments::fill));
            default -> throw unknown(operation);
        };
    }

    private static IllegalArgumentException unknown(String operation) {
        return new IllegalArgumentException("OperationCalls has no entry for the operation " + operation);
    }

    private static Call cloudFront(BiFunction<CloudFrontClient, RequestArguments, SdkPojo> operation) {
        return (clients, question) -> operation.apply(clients.cloudFront(), RequestArguments.of(question));
    }

    private static Call s3(BiFunction<S3Client, RequestArguments, SdkPojo> operation) {
        return (clients, question) -> operation.apply(clients.s3(question.region()), RequestArguments.of(question));
    }

    private static Call s3Control(BiFunction<S3ControlClient, RequestArguments, SdkPojo> operation) {
        return (clients, question) ->
                operation.apply(clients.s3Control(question.region()), RequestArguments.of(question));
    }

    private static Call kms(BiFunction<KmsClient, RequestArguments, SdkPojo> operation) {
        return (clients, question) -> operation.apply(
                clients.of(KmsClient.class, KmsClient::builder, question.region()), RequestArguments.of(question));
    }

    private static Call lambda(BiFunction<LambdaClient, RequestArguments, SdkPojo> operation) {
        return (clients, question) -> operation.apply(
                clients.of(LambdaClient.class, LambdaClient::builder, question.region()),
                RequestArguments.of(question));
    }

    private static Call restApi(BiFunction<ApiGatewayClient, RequestArguments, SdkPojo> operation) {
        return (clients, question) -> operation.apply(
                clients.of(ApiGatewayClient.class, ApiGatewayClient::builder, question.region()),
                RequestArguments.of(question));
    }

    private static Call httpApi(BiFunction<ApiGatewayV2Client, RequestArguments, SdkPojo> operation) {
        return (clients, question) -> operation.apply(
                clients.of(ApiGatewayV2Client.class, ApiGatewayV2Client::builder, question.region()),
                RequestArguments.of(question));
    }

    private static Call waf(BiFunction<Wafv2Client, RequestArguments, SdkPojo> operation) {
        return (clients, question) -> operation.apply(
                clients.of(Wafv2Client.class, Wafv2Client::builder, question.region()), RequestArguments.of(question));
    }
}
