package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.cli.ReplayedServer.ALL_BUT_HOST;
import static why403.cli.ReplayedServer.ALL_HEADERS;
import static why403.cli.ReplayedServer.HEADERS;
import static why403.cli.ReplayedServer.NO_HEADERS;
import static why403.cli.ReplayedServer.server;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Which origin got the requests, and why a server of the owner's own refused them. */
class OriginCausesTest extends ReplayedCauses {

    private static final String BALANCER = "shop-1234567890.eu-west-1.elb.amazonaws.com";

    @Test
    void thePolicyDecidesBetweenAStackedDistributionAndTheForwardedHost() throws IOException {
        ReplayedCase stacked = server("d222222abcdef8.cloudfront.net").answer("text/html", "915");

        assertThat(diagnosed(stacked)).isEqualTo("stacked-distributions likely");
        assertThat(diagnosed(stacked.with(HEADERS, ALL_HEADERS))).isEqualTo("host-header-forwarded possible");
    }

    @Test
    void theRuntimeDecidesWhetherAFunctionCanHaveChangedTheOrigin() throws IOException {
        String function = "cloudfront/describe-function/route.json";
        ReplayedCase changed = server("app.example.net")
                .config("/DefaultCacheBehavior/FunctionAssociations", """
                        {'Quantity':1,'Items':[{'EventType':'viewer-request',
                         'FunctionARN':'arn:aws:cloudfront::123456789012:function/route'}]}""")
                .with(function, """
                        {"FunctionSummary":{"Name":"route","FunctionConfig":{"Comment":"","Runtime":"cloudfront-js-2.0"},
                         "FunctionMetadata":{"Stage":"LIVE","LastModifiedTime":"2026-11-24T08:55:00Z"}}}""")
                .answer("application/xml", "243");

        assertThat(diagnosed(changed)).isEqualTo("edge-function-changed-origin likely");
        assertThat(diagnosed(changed.change(function, "cloudfront-js-2.0", "cloudfront-js-1.0")))
                .isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void theOrderOfThePathPatternsDecidesWhetherItIsTheCause() throws IOException {
        String wide = behavior("/api/*", "one");
        String narrow = behavior("/api/img/*", "two");
        ReplayedCase wideFirst = server("app.example.net")
                .config("/Origins", """
                        {'Quantity':2,'Items':[
                         {'Id':'one','DomainName':'app.example.net','CustomOriginConfig':{'HTTPPort':80,'HTTPSPort':443,
                          'OriginProtocolPolicy':'https-only'}},
                         {'Id':'two','DomainName':'files.example.net','CustomOriginConfig':{'HTTPPort':80,'HTTPSPort':443,
                          'OriginProtocolPolicy':'https-only'}}]}""")
                .config("/CacheBehaviors", "{'Quantity':2,'Items':[" + wide + "," + narrow + "]}")
                .column("cs-uri-stem", "/api/img/cat.png");

        assertThat(diagnosed(wideFirst)).isEqualTo("behavior-order confirmed");
        assertThat(diagnosed(wideFirst.config("/CacheBehaviors/Items", "[" + narrow + "," + wide + "]")))
                .isEqualTo("custom-origin-forbidden confirmed");
    }

    private static String behavior(String pattern, String origin) {
        return "{'PathPattern':'" + pattern + "','TargetOriginId':'" + origin
                + "','ViewerProtocolPolicy':'allow-all','CachePolicyId':'658327ea-f89d-4fab-a63d-7e88639e58f6'}";
    }

    @Test
    void theRuleOfTheLoadBalancerDecidesWhetherTheSecretHeaderIsTheCause() throws IOException {
        String rules = "elbv2/describe-rules/" + BALANCER + ".json";
        ReplayedCase same = server(BALANCER)
                .config(
                        "/Origins/Items/0/CustomHeaders",
                        "{'Quantity':1,'Items':[{'HeaderName':'X-Origin-Verify','HeaderValue':'s3cr3t-2'}]}")
                .with(rules, """
                        {"Rules":[{"Priority":"1","IsDefault":false,"Actions":[{"Type":"forward"}],"Conditions":[
                          {"Field":"http-header",
                           "HttpHeaderConfig":{"HttpHeaderName":"x-origin-verify","Values":["s3cr3t-2"]}}]},
                         {"Priority":"default","IsDefault":true,"Conditions":[],"Actions":[
                          {"Type":"fixed-response","FixedResponseConfig":{"StatusCode":"403"}}]}]}""");

        assertThat(diagnosed(same.change(rules, "s3cr3t-2", "s3cr3t-1"))).isEqualTo("origin-secret-header confirmed");
        assertThat(diagnosed(same)).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void thePolicyDecidesWhetherHeadersThatAreNotForwardedAreTheCause() throws IOException {
        ReplayedCase form = server("app.example.net")
                .with(HEADERS, NO_HEADERS)
                .answer("text/html", "2869")
                .column("cs-method", "POST")
                .column("cs-uri-stem", "/img/upload");

        assertThat(diagnosed(form)).isEqualTo("origin-header-not-forwarded likely");
        assertThat(diagnosed(form.with(HEADERS, ALL_BUT_HOST))).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void theTimeToTheFirstByteDecidesWhetherTheOriginAnswered() throws IOException {
        ReplayedCase refused = server("app.example.net").answer("text/html", "915");

        assertThat(diagnosed(refused)).isEqualTo("custom-origin-forbidden confirmed");
        assertThat(diagnosed(refused.ofTheEdge())).isEqualTo("get-with-body likely");
    }
}
