package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import why403.log.LogText;

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

    @TempDir
    private Path folder;

    private int scenarios;

    /** A scenario: what the account answers, and how a line of a forbidden request differs from that of a load balancer. */
    private record Case(Map<String, String> recordings, UnaryOperator<String> line) {

        Case with(String path, String json) {
            Map<String, String> more = new LinkedHashMap<>(recordings);
            more.put(path, json);
            return new Case(more, line);
        }

        Case column(String from, String to) {
            return new Case(recordings, text -> {
                String before = line.apply(text);
                assertThat(before).contains(from);
                return before.replace(from, to);
            });
        }

        Case answer(String type, int length) {
            return column("text/html\t118", type + "\t" + length);
        }
    }

    private static Case site(String host, String members) {
        return new Case(
                Map.of("cloudfront/get-distribution/E2EXAMPLE.json", """
                        {"Distribution":{"Id":"E2EXAMPLE","ARN":"%s","DomainName":"d111111abcdef8.cloudfront.net",
                         "DistributionConfig":{"Aliases":{"Quantity":1,"Items":["www.example.com"]},
                          "Origins":{"Quantity":1,"Items":[{"Id":"one","DomainName":"%s",%s
                           "CustomOriginConfig":{"HTTPPort":80,"HTTPSPort":443,"OriginProtocolPolicy":"https-only"}}]},
                          "DefaultCacheBehavior":{"TargetOriginId":"one","ViewerProtocolPolicy":"allow-all",
                           "CachePolicyId":"4135ea2d-6df8-44a3-9df3-4b5a84be39ad","OriginRequestPolicyId":"own"}}}}""".formatted(ARN, host, members)),
                UnaryOperator.identity());
    }

    private static Case api() {
        return site(API, "\"OriginPath\":\"/prod\",")
                .with("cloudfront/get-origin-request-policy/own.json", ALL_BUT_HOST)
                .with("apigateway/get-rest-api/a1b2c3d4e5.json", restApi(false))
                .with("apigateway/get-stage/a1b2c3d4e5/prod.json", "{\"stageName\":\"prod\"}")
                .answer("application/json", 23);
    }

    private static String restApi(boolean endpointDisabled) {
        return "{\"id\":\"a1b2c3d4e5\",\"name\":\"shop\",\"disableExecuteApiEndpoint\":" + endpointDisabled + "}";
    }

    private static Case functionUrl() {
        return site(FUNCTION_URL, "\"OriginAccessControlId\":\"E1OAC\",")
                .with("cloudfront/get-origin-request-policy/own.json", ALL_BUT_HOST)
                .with("cloudfront/get-origin-access-control/E1OAC.json", """
                        {"OriginAccessControl":{"Id":"E1OAC","OriginAccessControlConfig":{"Name":"url",
                         "SigningProtocol":"sigv4","SigningBehavior":"always","OriginAccessControlOriginType":"lambda"}}}""")
                .with("lambda/get-function-url-config/render.json", """
                        {"FunctionUrl":"https://%s/","FunctionArn":"%s","AuthType":"AWS_IAM",
                         "CreationTime":"2026-01-12T09:00:00.000Z"}""".formatted(FUNCTION_URL, FUNCTION))
                .with("lambda/get-policy/render.json", policy(true))
                .answer("application/json", 144);
    }

    private static String policy(boolean hasBoth) {
        String statement = "{\\\"Sid\\\":\\\"%1$s\\\",\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":"
                + "{\\\"Service\\\":\\\"cloudfront.amazonaws.com\\\"},\\\"Action\\\":\\\"lambda:%1$s\\\",\\\"Resource\\\":\\\""
                + FUNCTION + "\\\",\\\"Condition\\\":{\\\"ArnLike\\\":{\\\"AWS:SourceArn\\\":\\\"" + ARN + "\\\"}}}";
        return "{\"Policy\":\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":["
                + statement.formatted("InvokeFunctionUrl")
                + (hasBoth ? "," + statement.formatted("InvokeFunction") : "") + "]}\"}";
    }

    private static Case balancer(String asked) {
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

    private static Case form() {
        return site("app.example.net", "")
                .with("cloudfront/get-origin-request-policy/own.json", NO_HEADERS)
                .answer("text/html", 2869)
                .column("\tGET\t", "\tPOST\t")
                .column("/api/", "/img/");
    }

    private String diagnosed(Case one) {
        ScenarioFolder scenario = new ScenarioFolder(folder.resolve("scenario-" + scenarios++));
        one.recordings().forEach(scenario::recording);
        List<String> records = new LogText()
                .quiet(60).refusals(10).records().stream()
                        .map(line -> line.contains("\t403\t") ? one.line().apply(line) : line)
                        .toList();
        Path written = scenario.object(ScenarioFolder.key("a"), ScenarioFolder.gzip(LogText.bytes(records)))
                .written();
        Run run = Run.json(written);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).doesNotContain("s3cr3t");
        JsonNode notice = NoticeContract.parsed(run.lines().get(0));
        assertThat(notice.path("causes")).hasSize(1);
        assertThat(notice.path("notChecked")).isEmpty();
        return notice.at("/causes/0/id").textValue() + " "
                + notice.at("/causes/0/certainty").textValue();
    }

    @Test
    void thePolicyDecidesWhetherTheForwardedHostIsTheCause() {
        assertThat(diagnosed(api().with("cloudfront/get-origin-request-policy/own.json", ALL_HEADERS)))
                .isEqualTo("host-header-forwarded confirmed");
        assertThat(diagnosed(api())).isEqualTo("api-gateway-forbidden possible");
    }

    @Test
    void theApiDecidesWhetherItsDefaultEndpointIsTheCause() {
        assertThat(diagnosed(api().with("apigateway/get-rest-api/a1b2c3d4e5.json", restApi(true))))
                .isEqualTo("api-gateway-forbidden confirmed");
        assertThat(diagnosed(api().column("application/json\t23", "application/json\t24")))
                .isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void theLengthDecidesWhetherAnAuthorizerIsTheCause() {
        assertThat(diagnosed(api().column("\t23", "\t60"))).isEqualTo("api-gateway-authorizer-denied likely");
        assertThat(diagnosed(api().column("\t23", "\t61"))).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void theStageDecidesWhetherItIsMissing() {
        Case noRoute = api().column("\t23", "\t42");
        Map<String, String> without = new LinkedHashMap<>(noRoute.recordings());
        without.remove("apigateway/get-stage/a1b2c3d4e5/prod.json");
        Case noStage =
                new Case(without, noRoute.line()).with("apigateway/get-stage/a1b2c3d4e5/prod.error.json", NOT_FOUND);

        assertThat(diagnosed(noStage)).isEqualTo("api-gateway-no-route confirmed");
        assertThat(diagnosed(noRoute)).isEqualTo("api-gateway-no-route likely");
        assertThat(diagnosed(api().column("\t23", "\t43"))).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void thePolicyOfTheFunctionDecidesWhetherItsGrantIsTheCause() {
        assertThat(diagnosed(functionUrl().with("lambda/get-policy/render.json", policy(false))))
                .isEqualTo("lambda-url-grant-missing confirmed");
        assertThat(diagnosed(functionUrl())).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void theMethodDecidesBetweenTheBodyAndTheEncoding() {
        Case mismatch = functionUrl().column("\t144", "\t192").column("/api/", "/api/a%2520");

        assertThat(diagnosed(mismatch)).isEqualTo("origin-signature-mismatch confirmed");
        assertThat(diagnosed(mismatch.column("/api/a%2520", "/api/a-")))
                .isEqualTo("origin-signature-mismatch possible");
        assertThat(diagnosed(mismatch.column("/api/a%2520", "/api/a-").column("\tGET\t", "\tPOST\t")))
                .isEqualTo("lambda-url-unsigned-body confirmed");
    }

    @Test
    void theRuleDecidesWhetherTheSecretHeaderIsTheCause() {
        assertThat(diagnosed(balancer("s3cr3t-1"))).isEqualTo("origin-secret-header confirmed");
        assertThat(diagnosed(balancer("s3cr3t-2"))).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void thePolicyDecidesWhetherHeadersThatAreNotForwardedAreTheCause() {
        assertThat(diagnosed(form())).isEqualTo("origin-header-not-forwarded likely");
        assertThat(diagnosed(form().with("cloudfront/get-origin-request-policy/own.json", ALL_BUT_HOST)))
                .isEqualTo("custom-origin-forbidden confirmed");
    }
}
