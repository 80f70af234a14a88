package why403.aws;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import why403.account.ApiGatewayQuestions;
import why403.account.CloudFrontQuestions;
import why403.account.CloudTrailQuestions;
import why403.account.HttpApiQuestions;
import why403.account.KmsQuestions;
import why403.account.LambdaQuestions;
import why403.account.LoadBalancerQuestions;
import why403.account.Question;
import why403.account.S3ControlQuestions;
import why403.account.S3Questions;
import why403.account.WafQuestions;
import why403.folder.CliAnswers;

/**
 * The answer to a question in two formats.
 *
 * @param printed what {@code aws} prints
 * @param wire the HTTP response that the API reference documents
 */
public record CliAndWireAnswer(Question<?> question, String printed, HttpReply wire) {

    /** Recordings are read without byte members such as SearchString, because no check uses them. */
    private static final String WEB_ACL = CliAnswers.GET_WEB_ACL.replaceAll("\"SearchString\": \"[^\"]*\",", "");

    private static final Optional<String> IRELAND = Optional.of("eu-west-1");

    public static Stream<CliAndWireAnswer> ofEveryQuestion() {
        return Stream.of(
                cloudFront(
                        CloudFrontQuestions.listDistributions(),
                        CliAnswers.LIST_DISTRIBUTIONS,
                        WireAnswers.LIST_DISTRIBUTIONS,
                        Map.of()),
                cloudFront(
                        CloudFrontQuestions.distribution("E2EXAMPLE"),
                        CliAnswers.GET_DISTRIBUTION,
                        WireAnswers.GET_DISTRIBUTION,
                        Map.of("ETag", "E2QWRUHEXAMPLE")),
                cloudFront(
                        CloudFrontQuestions.originAccessControl("E1OAC"),
                        CliAnswers.GET_ORIGIN_ACCESS_CONTROL,
                        WireAnswers.GET_ORIGIN_ACCESS_CONTROL,
                        Map.of("ETag", "ETVABCEXAMPLE2")),
                cloudFront(
                        CloudFrontQuestions.originAccessIdentity("E74FTE3AEXAMPLE"),
                        CliAnswers.GET_ORIGIN_ACCESS_IDENTITY,
                        WireAnswers.GET_ORIGIN_ACCESS_IDENTITY,
                        Map.of("ETag", "E2QWRUHEXAMPLE")),
                cloudFront(
                        CloudFrontQuestions.cachePolicy("2e2a6a1b-1111-2222-3333-EXAMPLE11111"),
                        CliAnswers.GET_CACHE_POLICY,
                        WireAnswers.GET_CACHE_POLICY,
                        Map.of("ETag", "E23ZP02F085DFQ")),
                cloudFront(
                        CloudFrontQuestions.originRequestPolicy("7f3b1c2d-1111-2222-3333-EXAMPLE22222"),
                        CliAnswers.GET_ORIGIN_REQUEST_POLICY,
                        WireAnswers.GET_ORIGIN_REQUEST_POLICY,
                        Map.of("ETag", "E3MSJ39WBXG3UM")),
                cloudFront(
                        CloudFrontQuestions.keyGroup("kg-1"),
                        CliAnswers.GET_KEY_GROUP,
                        WireAnswers.GET_KEY_GROUP,
                        Map.of("ETag", "E2QWRUHEXAMPLE")),
                cloudFront(
                        CloudFrontQuestions.publicKey("K2EXAMPLE"),
                        CliAnswers.GET_PUBLIC_KEY,
                        WireAnswers.GET_PUBLIC_KEY,
                        Map.of("ETag", "E2QWRUHEXAMPLE")),
                cloudFront(
                        CloudFrontQuestions.function("rewrite"),
                        CliAnswers.DESCRIBE_FUNCTION,
                        WireAnswers.DESCRIBE_FUNCTION,
                        Map.of("ETag", "ETVPDKIKX0DER")),
                new CliAndWireAnswer(
                        S3Questions.bucketPolicy("example-assets", Optional.of("eu-west-1")),
                        CliAnswers.GET_BUCKET_POLICY,
                        HttpReply.text(200, "application/json", WireAnswers.GET_BUCKET_POLICY)),
                xml(
                        S3Questions.publicAccessBlock("example-assets", IRELAND),
                        CliAnswers.GET_PUBLIC_ACCESS_BLOCK,
                        WireAnswers.GET_PUBLIC_ACCESS_BLOCK),
                xml(
                        S3Questions.bucketEncryption("example-assets", IRELAND),
                        CliAnswers.GET_BUCKET_ENCRYPTION,
                        WireAnswers.GET_BUCKET_ENCRYPTION),
                xml(
                        S3Questions.ownershipControls("example-assets", IRELAND),
                        CliAnswers.GET_BUCKET_OWNERSHIP_CONTROLS,
                        WireAnswers.GET_BUCKET_OWNERSHIP_CONTROLS),
                xml(
                        S3Questions.cors("example-assets", IRELAND),
                        CliAnswers.GET_BUCKET_CORS,
                        WireAnswers.GET_BUCKET_CORS),
                new CliAndWireAnswer(
                        S3Questions.object("example-assets", "docs/a b+c%/ü.html", Optional.empty()),
                        CliAnswers.HEAD_OBJECT,
                        head()),
                xml(
                        S3Questions.objectAcl("example-assets", "docs/a b+c%/ü.html", IRELAND),
                        CliAnswers.GET_OBJECT_ACL,
                        WireAnswers.GET_OBJECT_ACL),
                xml(
                        S3Questions.listing("example-assets", "docs/a b+c%/ü.html", IRELAND),
                        CliAnswers.LIST_OBJECTS_V2,
                        WireAnswers.LIST_OBJECTS_V2),
                xml(
                        S3ControlQuestions.publicAccessBlock("123456789012", IRELAND),
                        CliAnswers.GET_PUBLIC_ACCESS_BLOCK,
                        WireAnswers.GET_PUBLIC_ACCESS_BLOCK),
                json(
                        KmsQuestions.key("arn:aws:kms:eu-west-1:123456789012:alias/aws/s3", IRELAND),
                        CliAnswers.DESCRIBE_KEY,
                        WireAnswers.DESCRIBE_KEY),
                json(
                        KmsQuestions.keyPolicy("1234abcd-12ab-34cd-56ef-1234567890ab", IRELAND),
                        CliAnswers.GET_KEY_POLICY,
                        WireAnswers.GET_KEY_POLICY),
                json(LambdaQuestions.functions(IRELAND), CliAnswers.LIST_FUNCTIONS, WireAnswers.LIST_FUNCTIONS),
                json(
                        LambdaQuestions.functionUrls("render", IRELAND),
                        CliAnswers.LIST_FUNCTION_URL_CONFIGS,
                        WireAnswers.LIST_FUNCTION_URL_CONFIGS),
                json(
                        LambdaQuestions.functionUrl("render:live", IRELAND),
                        CliAnswers.GET_FUNCTION_URL_CONFIG,
                        WireAnswers.GET_FUNCTION_URL_CONFIG),
                json(LambdaQuestions.functionPolicy("render", IRELAND), CliAnswers.GET_POLICY, WireAnswers.GET_POLICY),
                json(
                        ApiGatewayQuestions.restApi("a1b2c3d4e5", IRELAND),
                        CliAnswers.GET_REST_API,
                        WireAnswers.GET_REST_API),
                json(
                        ApiGatewayQuestions.stage("a1b2c3d4e5", "prod", IRELAND),
                        CliAnswers.GET_REST_API_STAGE,
                        WireAnswers.GET_REST_API_STAGE),
                json(HttpApiQuestions.api("f6g7h8i9j0", IRELAND), CliAnswers.GET_HTTP_API, WireAnswers.GET_HTTP_API),
                json(
                        HttpApiQuestions.stage("f6g7h8i9j0", "$default", IRELAND),
                        CliAnswers.GET_HTTP_API_STAGE,
                        WireAnswers.GET_HTTP_API_STAGE),
                xml(
                        LoadBalancerQuestions.rules(
                                "Shop-1234567890.eu-west-1.elb.amazonaws.com",
                                Optional.empty(),
                                Optional.of(443),
                                IRELAND),
                        CliAnswers.DESCRIBE_RULES,
                        WireAnswers.DESCRIBE_RULES),
                new CliAndWireAnswer(
                        WafQuestions.webAcl("edge", "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111"),
                        WEB_ACL,
                        HttpReply.json(200, WEB_ACL)),
                json(
                        WafQuestions.sampledRequests(
                                "arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111",
                                "no-admin",
                                Instant.parse("2026-11-24T12:00:00Z"),
                                Instant.parse("2026-11-24T12:29:59Z")),
                        CliAnswers.GET_SAMPLED_REQUESTS,
                        WireAnswers.GET_SAMPLED_REQUESTS),
                json(
                        CloudTrailQuestions.events(
                                CloudTrailQuestions.Attribute.RESOURCE,
                                "example-assets",
                                Instant.EPOCH,
                                Instant.EPOCH,
                                IRELAND),
                        CliAnswers.LOOKUP_EVENTS,
                        WireAnswers.LOOKUP_EVENTS));
    }

    private static CliAndWireAnswer cloudFront(
            Question<?> question, String printed, String xml, Map<String, String> headers) {
        HttpReply reply = HttpReply.xml(200, xml);
        Map<String, String> all = new HashMap<>(reply.headers());
        all.putAll(headers);
        return new CliAndWireAnswer(question, printed, new HttpReply(200, all, reply.body()));
    }

    private static CliAndWireAnswer xml(Question<?> question, String printed, String xml) {
        return new CliAndWireAnswer(question, printed, HttpReply.xml(200, xml));
    }

    private static CliAndWireAnswer json(Question<?> question, String printed, String json) {
        return new CliAndWireAnswer(question, printed, HttpReply.json(200, json));
    }

    private static HttpReply head() {
        Map<String, String> headers = new HashMap<>(Map.of(
                "Accept-Ranges", "bytes",
                "Last-Modified", "Tue, 24 Nov 2026 09:00:00 GMT",
                "Content-Length", "77",
                "ETag", "\"30a6ec7e1a9ad79c203d05a589c8b400\"",
                "x-amz-version-id", "null",
                "Content-Type", "binary/octet-stream",
                "x-amz-server-side-encryption", "aws:kms",
                "x-amz-meta-owner", "web",
                "x-amz-storage-class", "GLACIER"));
        headers.put(
                "x-amz-server-side-encryption-aws-kms-key-id",
                "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab");
        headers.put("x-amz-server-side-encryption-bucket-key-enabled", "true");
        headers.put("x-amz-restore", "ongoing-request=\"false\", expiry-date=\"Fri, 04 Dec 2026 00:00:00 GMT\"");
        return new HttpReply(200, headers, "");
    }

    @Override
    public String toString() {
        return question.operation().name();
    }
}
