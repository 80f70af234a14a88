package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole scenarios with an origin that is no bucket, in pairs that differ in one recording or in one column of the log. */
class OriginCausesTest {

    private static final String API = "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com";
    private static final String FUNCTION_URL = "abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-west-1.on.aws";
    private static final String BALANCER = "shop-1234567890.eu-west-1.elb.amazonaws.com";
    private static final String ARN = "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE";
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:render";

    private static final String ALL_HEADERS = """
            {"OriginRequestPolicy":{"Id":"own","OriginRequestPolicyConfig":{"Name":"own",
             "HeadersConfig":{"HeaderBehavior":"allViewer"},"CookiesConfig":{"CookieBehavior":"all"},
             "QueryStringsConfig":{"QueryStringBehavior":"all"}}}}""";
    private static final String ALL_BUT_HOST =
            ALL_HEADERS.replace("\"allViewer\"", "\"allExcept\",\"Headers\":{\"Quantity\":1,\"Items\":[\"Host\"]}");
    private static final String NO_HEADERS = ALL_HEADERS.replace("allViewer", "none");

    private static final String NOT_FOUND = "{\"Error\":{\"Code\":\"NotFoundException\",\"Message\":\"Invalid\"}}";

    private static final String DISTRIBUTION = "cloudfront/get-distribution/E2EXAMPLE.json";

    @TempDir
    private Path folder;

    private static ReplayedCase site(String host, String members) {
        return new ReplayedCase(Map.of(DISTRIBUTION, """
                        {"Distribution":{"Id":"E2EXAMPLE","ARN":"%s","DomainName":"d111111abcdef8.cloudfront.net",
                         "DistributionConfig":{"Aliases":{"Quantity":1,"Items":["www.example.com"]},
                          "Origins":{"Quantity":1,"Items":[{"Id":"one","DomainName":"%s",%s
                           "CustomOriginConfig":{"HTTPPort":80,"HTTPSPort":443,"OriginProtocolPolicy":"https-only"}}]},
                          "DefaultCacheBehavior":{"TargetOriginId":"one","ViewerProtocolPolicy":"allow-all",
                           "CachePolicyId":"4135ea2d-6df8-44a3-9df3-4b5a84be39ad","OriginRequestPolicyId":"own"}}}}""".formatted(ARN, host, members)), UnaryOperator.identity());
    }

    private static ReplayedCase api() {
        return site(API, "\"OriginPath\":\"/prod\",")
                .with("cloudfront/get-origin-request-policy/own.json", ALL_BUT_HOST)
                .with("apigateway/get-rest-api/a1b2c3d4e5.json", restApi(false))
                .with("apigateway/get-stage/a1b2c3d4e5/prod.json", "{\"stageName\":\"prod\"}")
                .answer("application/json", "23");
    }

    private static String restApi(boolean endpointDisabled) {
        return "{\"id\":\"a1b2c3d4e5\",\"name\":\"shop\",\"disableExecuteApiEndpoint\":" + endpointDisabled + "}";
    }

    private static ReplayedCase functionUrl() {
        return site(FUNCTION_URL, "\"OriginAccessControlId\":\"E1OAC\",")
                .with("cloudfront/get-origin-request-policy/own.json", ALL_BUT_HOST)
                .with("cloudfront/get-origin-access-control/E1OAC.json", """
                        {"OriginAccessControl":{"Id":"E1OAC","OriginAccessControlConfig":{"Name":"url",
                         "SigningProtocol":"sigv4","SigningBehavior":"always","OriginAccessControlOriginType":"lambda"}}}""")
                .with("lambda/get-function-url-config/render.json", """
                        {"FunctionUrl":"https://%s/","FunctionArn":"%s","AuthType":"AWS_IAM",
                         "CreationTime":"2026-01-12T09:00:00.000Z"}""".formatted(FUNCTION_URL, FUNCTION))
                .with("lambda/get-policy/render.json", policy(true))
                .answer("application/json", "144");
    }

    private static String policy(boolean hasBoth) {
        String statement = "{\\\"Sid\\\":\\\"%1$s\\\",\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":"
                + "{\\\"Service\\\":\\\"cloudfront.amazonaws.com\\\"},\\\"Action\\\":\\\"lambda:%1$s\\\",\\\"Resource\\\":\\\""
                + FUNCTION + "\\\",\\\"Condition\\\":{\\\"ArnLike\\\":{\\\"AWS:SourceArn\\\":\\\"" + ARN + "\\\"}}}";
        return "{\"Policy\":\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":["
                + statement.formatted("InvokeFunctionUrl")
                + (hasBoth ? "," + statement.formatted("InvokeFunction") : "") + "]}\"}";
    }

    private static ReplayedCase balancer(String asked) {
        return site(
                        BALANCER,
                        "\"CustomHeaders\":{\"Quantity\":1,\"Items\":[{\"HeaderName\":\"X-Origin-Verify\","
                                + "\"HeaderValue\":\"s3cr3t-2\"}]},")
                .with("cloudfront/get-origin-request-policy/own.json", ALL_BUT_HOST)
                .with("elbv2/describe-rules/" + BALANCER + ".json", """
                        {"Rules":[{"Priority":"1","IsDefault":false,"Actions":[{"Type":"forward"}],"Conditions":[
                          {"Field":"http-header","HttpHeaderConfig":{"HttpHeaderName":"x-origin-verify","Values":["%s"]}}]},
                         {"Priority":"default","IsDefault":true,"Conditions":[],"Actions":[
                          {"Type":"fixed-response","FixedResponseConfig":{"StatusCode":"403"}}]}]}""".formatted(asked));
    }

    private static ReplayedCase form() {
        return site("app.example.net", "")
                .with("cloudfront/get-origin-request-policy/own.json", NO_HEADERS)
                .answer("text/html", "2869")
                .column("\tGET\t", "\tPOST\t")
                .column("/api/", "/img/");
    }

    private String diagnosed(ReplayedCase one) throws IOException {
        return one.diagnosed(Files.createTempDirectory(folder, "scenario"));
    }

    @Test
    void thePolicyDecidesWhetherTheForwardedHostIsTheCause() throws IOException {
        ReplayedCase api = api().change(
                        DISTRIBUTION,
                        "\"DefaultCacheBehavior\":{",
                        "\"CacheBehaviors\":{\"Quantity\":1,\"Items\":[{\"PathPattern\":\"/api/*\",\"TargetOriginId\":\"one\","
                                + "\"ViewerProtocolPolicy\":\"allow-all\",\"OriginRequestPolicyId\":\"own\","
                                + "\"CachePolicyId\":\"4135ea2d-6df8-44a3-9df3-4b5a84be39ad\"}]},\"DefaultCacheBehavior\":{");
        ReplayedCase forwarded = api.with("cloudfront/get-origin-request-policy/own.json", ALL_HEADERS);

        assertThat(diagnosed(forwarded)).isEqualTo("host-header-forwarded confirmed");
        assertThat(diagnosed(api)).isEqualTo("api-gateway-forbidden possible");
        assertThat(diagnosed(forwarded.change(DISTRIBUTION, "\"/api/*\"", "\"/*\"")))
                .isEqualTo("host-header-forwarded possible");
    }

    @Test
    void theApiDecidesWhetherItsDefaultEndpointIsTheCause() throws IOException {
        assertThat(diagnosed(api().with("apigateway/get-rest-api/a1b2c3d4e5.json", restApi(true))))
                .isEqualTo("api-gateway-forbidden confirmed");
        assertThat(diagnosed(api().column("application/json\t23", "application/json\t24")))
                .isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void theLengthDecidesWhetherAnAuthorizerIsTheCause() throws IOException {
        assertThat(diagnosed(api().column("\t23", "\t60"))).isEqualTo("api-gateway-authorizer-denied likely");
        assertThat(diagnosed(api().column("\t23", "\t61"))).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void theStageDecidesWhetherItIsMissing() throws IOException {
        ReplayedCase noRoute = api().column("\t23", "\t42");
        Map<String, String> without = new LinkedHashMap<>(noRoute.recordings());
        without.remove("apigateway/get-stage/a1b2c3d4e5/prod.json");
        ReplayedCase noStage = new ReplayedCase(without, noRoute.line())
                .with("apigateway/get-stage/a1b2c3d4e5/prod.error.json", NOT_FOUND);

        assertThat(diagnosed(noStage)).isEqualTo("api-gateway-no-route confirmed");
        assertThat(diagnosed(noRoute)).isEqualTo("api-gateway-no-route likely");
        assertThat(diagnosed(api().column("\t23", "\t43"))).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void thePolicyOfTheFunctionDecidesWhetherItsGrantIsTheCause() throws IOException {
        assertThat(diagnosed(functionUrl().with("lambda/get-policy/render.json", policy(false))))
                .isEqualTo("lambda-url-grant-missing confirmed");
        assertThat(diagnosed(functionUrl())).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void theMethodDecidesBetweenTheBodyAndTheEncoding() throws IOException {
        ReplayedCase mismatch = functionUrl().column("\t144", "\t192").column("/api/", "/api/a%2520");

        assertThat(diagnosed(mismatch)).isEqualTo("origin-signature-mismatch confirmed");
        assertThat(diagnosed(mismatch.column("/api/a%2520", "/api/a-")))
                .isEqualTo("origin-signature-mismatch possible");
        assertThat(diagnosed(mismatch.column("/api/a%2520", "/api/a-").column("\tGET\t", "\tPOST\t")))
                .isEqualTo("lambda-url-unsigned-body confirmed");
    }

    @Test
    void theRuleDecidesWhetherTheSecretHeaderIsTheCause() throws IOException {
        assertThat(diagnosed(balancer("s3cr3t-1"))).isEqualTo("origin-secret-header confirmed");
        assertThat(diagnosed(balancer("s3cr3t-2"))).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void thePolicyDecidesWhetherHeadersThatAreNotForwardedAreTheCause() throws IOException {
        assertThat(diagnosed(form())).isEqualTo("origin-header-not-forwarded likely");
        assertThat(diagnosed(form().with("cloudfront/get-origin-request-policy/own.json", ALL_BUT_HOST)))
                .isEqualTo("custom-origin-forbidden confirmed");
    }
}
