package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that CloudFront makes itself, for reasons other than a signature. */
class EdgeCausesTest extends ReplayedCauses {

    private static final String DETAIL = "x-edge-detailed-result-type";

    private static final String WEB_ACL =
            "arn:aws:wafv2:us-east-1:123456789012:global/webacl/site/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111";

    private static final String SAMPLES = "wafv2/get-sampled-requests/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111/";

    private static ReplayedCase webAcl(String defaultAction, String rules) {
        return page("919")
                .config("/WebACLId", "'" + WEB_ACL + "'")
                .with("wafv2/get-web-acl/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111.json", """
                        {"WebACL":{"Name":"site","Id":"a1b2c3d4-5678-90ab-cdef-EXAMPLE11111","ARN":"%s",
                         "DefaultAction":{"%s":{}},"Rules":[%s],"Capacity":0,
                         "VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,
                          "MetricName":"site"}},"LockToken":"1"}""".formatted(
                                WEB_ACL, defaultAction, rules))
                .with(SAMPLES + "site.json", "{\"SampledRequests\":[],\"PopulationSize\":0}");
    }

    private static final String IN_GROUP =
            "\"RuleNameWithinRuleGroup\":\"AWS#AWSManagedRulesCommonRuleSet#NoUserAgent_HEADER\",";

    /**
     * What AWS WAF sampled: the first refused request of each path.
     *
     * @param more members of each, with a comma behind
     * @param network such as {@code 192.0.2.}, that of the viewers
     * @param time such as {@code 09:00:}, when the first of them were refused
     */
    private static String sampled(String action, String more, String network, String time) {
        return IntStream.range(8, 13)
                .mapToObj(i -> """
                        {"Request":{"ClientIP":"%s%d","Country":"DE","URI":"/api/%d.png","Method":"GET",
                          "HTTPVersion":"HTTP/2.0","Headers":[{"Name":"authorization","Value":"s3cr3t"}]},
                         %s"Weight":1,"Timestamp":"2026-11-24T%s%02d+00:00","Action":"%s"}""".formatted(network, i + 1, i % 5, more, time, i, action))
                .collect(Collectors.joining(",", "{\"SampledRequests\":[", "],\"PopulationSize\":120}"));
    }

    @Test
    void theRequestsThatAwsWafSampledDecideWhetherItBlocked() throws IOException {
        ReplayedCase blocked = webAcl("Allow", """
                        {"Name":"common","Priority":0,"OverrideAction":{"None":{}},"Statement":{"ManagedRuleGroupStatement":
                         {"VendorName":"AWS","Name":"AWSManagedRulesCommonRuleSet"}},"VisibilityConfig":
                         {"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"common-metric"}}""")
                .with(SAMPLES + "common-metric.json", sampled("BLOCK", IN_GROUP, "192.0.2.", "09:00:"));

        assertThat(diagnosed(blocked)).isEqualTo("waf-block confirmed");
        assertThat(diagnosed(
                        blocked.with(SAMPLES + "common-metric.json", sampled("ALLOW", IN_GROUP, "192.0.2.", "09:00:"))))
                .isEqualTo("unexplained possible");
        assertThat(diagnosed(
                        blocked.with(SAMPLES + "common-metric.json", sampled("COUNT", IN_GROUP, "192.0.2.", "09:00:"))))
                .isEqualTo("waf-block likely");
        assertThat(diagnosed(blocked.with(
                        SAMPLES + "common-metric.json", sampled("BLOCK", IN_GROUP, "203.0.113.", "09:00:"))))
                .isEqualTo("waf-block likely");
        assertThat(diagnosed(
                        blocked.with(SAMPLES + "common-metric.json", sampled("BLOCK", IN_GROUP, "192.0.2.", "08:30:"))))
                .isEqualTo("waf-block likely");
        assertThat(diagnosed(blocked.column("cs-method", "POST"))).isEqualTo("waf-block likely");
        assertThat(diagnosed(blocked.column(DETAIL, "FunctionGeneratedResponse")))
                .isEqualTo("edge-function-denied likely");
    }

    @Test
    void aWebAclThatBlocksByDefaultKeepsItsSamplesUnderItsOwnName() throws IOException {
        ReplayedCase blocked =
                webAcl("Block", "").with(SAMPLES + "site.json", sampled("BLOCK", "", "192.0.2.", "09:00:"));

        assertThat(diagnosed(blocked)).isEqualTo("waf-block confirmed");
        assertThat(diagnosed(blocked.with(SAMPLES + "site.json", sampled("ALLOW", "", "192.0.2.", "09:00:"))))
                .isEqualTo("unexplained possible");
        assertThat(diagnosed(blocked.column("time-to-first-byte", "0.400"))).isEqualTo("waf-block confirmed");
    }

    /** The samples are older than the answer of GetWebACL. */
    @Test
    void theNoticeDoesNotFixADefaultActionThatIsAllowNow(@TempDir Path blocks, @TempDir Path allows) {
        String samples = sampled("BLOCK", "", "192.0.2.", "09:00:");
        String before = Run.text(
                        webAcl("Block", "").with(SAMPLES + "site.json", samples).written(blocks))
                .out();
        String after = Run.text(
                        webAcl("Allow", "").with(SAMPLES + "site.json", samples).written(allows))
                .out();

        assertThat(before)
                .contains("default action of web ACL site blocks requests")
                .contains(
                        "FIX       Nothing to fix if these are scanners: the default action Block does what it should.")
                .doesNotContain("changed since");
        assertThat(after)
                .contains("default action of web ACL site blocked requests")
                .contains("CAUSE     Confirmed, an intended block: the default action Block in web ACL site blocked ")
                .contains("; the web ACL was changed since: its default action is Allow now.")
                .contains(
                        "FIX       The web ACL was changed since: its default action is Allow now. If that was intended,"
                                + " there is nothing to fix: check that these requests are served now.")
                .doesNotContain("does what it should");
    }

    /** The edge answers with its page of that length. */
    private static ReplayedCase page(String length) {
        return ReplayedCase.ofServer("app.example.net").ofTheEdge().answer("text/html", length);
    }

    private static ReplayedCase function() {
        return ReplayedCase.ofServer("app.example.net")
                .config("/DefaultCacheBehavior/FunctionAssociations", """
                        {'Quantity':1,'Items':[{'EventType':'viewer-request',
                         'FunctionARN':'arn:aws:cloudfront::123456789012:function/guard'}]}""")
                .with("cloudfront/describe-function/guard.json", """
                        {"FunctionSummary":{"Name":"guard","FunctionConfig":{"Comment":"","Runtime":"cloudfront-js-1.0"},
                         "FunctionMetadata":{"Stage":"LIVE","LastModifiedTime":"2026-11-24T08:55:00Z"}}}""")
                .column(DETAIL, "FunctionGeneratedResponse");
    }

    @Test
    void theResultTypeDecidesWhetherTheCountryIsTheCause() throws IOException {
        ReplayedCase blocked = page("986")
                .config(
                        "/Restrictions",
                        "{'GeoRestriction':{'RestrictionType':'blacklist','Quantity':1,'Items':['AQ']}}")
                .column("c-country", "AQ")
                .column(DETAIL, "ClientGeoBlocked");

        assertThat(diagnosed(blocked)).isEqualTo("geo-restriction confirmed");
        assertThat(diagnosed(blocked.column(DETAIL, "FunctionGeneratedResponse")))
                .isEqualTo("edge-function-denied likely");
    }

    @Test
    void withoutAWebAclAwsWafIsNotTheCause() throws IOException {
        ReplayedCase blocked = webAcl("Allow", "");

        assertThat(diagnosed(blocked)).isEqualTo("waf-block likely");
        assertThat(diagnosed(blocked.config("/WebACLId", "''"))).isEqualTo("unexplained possible");
        assertThat(diagnosed(blocked.column("time-to-first-byte", "0.040")))
                .isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void theResultTypeDecidesWhetherTheMethodIsTheCause() throws IOException {
        ReplayedCase refused = page("1053").column("cs-method", "POST").column(DETAIL, "InvalidRequestMethod");

        assertThat(diagnosed(refused)).isEqualTo("method-not-allowed confirmed");
        assertThat(diagnosed(refused.column(DETAIL, "FunctionGeneratedResponse")))
                .isEqualTo("edge-function-denied likely");
    }

    @Test
    void theViewerProtocolPolicyDecidesWhetherPlainHttpIsTheCause() throws IOException {
        ReplayedCase plain = page("915")
                .config("/DefaultCacheBehavior/ViewerProtocolPolicy", "'https-only'")
                .column("cs-protocol", "http");

        assertThat(diagnosed(plain)).isEqualTo("https-required confirmed");
        assertThat(diagnosed(plain.config("/DefaultCacheBehavior/ViewerProtocolPolicy", "'allow-all'")))
                .isEqualTo("unexplained possible");
        assertThat(diagnosed(plain.column("cs-protocol", "https"))).isEqualTo("get-with-body likely");
    }

    @Test
    void aClientBelowHttp11CannotBeRedirectedWithABody() throws IOException {
        ReplayedCase old = page("915")
                .config("/DefaultCacheBehavior/ViewerProtocolPolicy", "'redirect-to-https'")
                .column("cs-protocol", "http")
                .column("cs-method", "OPTIONS")
                .column("cs-protocol-version", "HTTP/1.0");

        assertThat(diagnosed(old)).isEqualTo("https-required confirmed");
        assertThat(diagnosed(old.column("cs-protocol-version", "HTTP/1.1"))).isEqualTo("unexplained possible");
        assertThat(diagnosed(old.column("cs-method", "GET"))).isEqualTo("unexplained possible");
    }

    @Test
    void theAliasesDecideWhetherTheRequestedHostIsTheCause() throws IOException {
        ReplayedCase refused = page("915").column("x-host-header", "shop.example.com");

        assertThat(diagnosed(refused)).isEqualTo("alias-not-configured confirmed");
        assertThat(diagnosed(refused.config("/Aliases", "{'Quantity':1,'Items':['*.example.com']}")))
                .isEqualTo("get-with-body likely");
        assertThat(diagnosed(refused.column("x-host-header", "D111111ABCDEF8.cloudfront.net.:443")))
                .isEqualTo("get-with-body likely");
        assertThat(diagnosed(refused.column("time-to-first-byte", "0.040")))
                .isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void theHostsOfATenantAreNotKnown() throws IOException {
        ReplayedCase refused = page("915").column("x-host-header", "shop.example.com");

        assertThat(diagnosed(refused)).isEqualTo("alias-not-configured confirmed");
        assertThat(diagnosed(refused.config("/ConnectionMode", "'tenant-only'")
                        .notChecked("cloudfront:GetDistributionTenant")))
                .isEqualTo("alias-not-configured likely");
        assertThat(diagnosed(refused.column("distribution-tenant-id", "dt_2EXAMPLE")
                        .notChecked("cloudfront:GetDistributionTenant")))
                .isEqualTo("alias-not-configured likely");
    }

    @Test
    void theMethodDecidesWhetherABodyIsTheCause() throws IOException {
        ReplayedCase refused = page("915");

        assertThat(diagnosed(refused)).isEqualTo("get-with-body likely");
        assertThat(diagnosed(refused.column("cs-method", "POST"))).isEqualTo("unexplained possible");
        assertThat(diagnosed(refused.column("x-host-header", "shop.example.com")))
                .isEqualTo("alias-not-configured confirmed");
    }

    @Test
    void aFunctionIsTheCauseOnlyOfAnswersThatItGenerated() throws IOException {
        assertThat(diagnosed(function())).isEqualTo("edge-function-denied confirmed");
        assertThat(diagnosed(function().column(DETAIL, "Error"))).isEqualTo("custom-origin-forbidden confirmed");
    }

    @Test
    void theResultTypeDecidesBetweenLambdaAtTheEdgeAndAFunction() throws IOException {
        ReplayedCase generated = function()
                .config("/DefaultCacheBehavior/LambdaFunctionAssociations", """
                        {'Quantity':1,'Items':[{'EventType':'origin-request','IncludeBody':false,
                         'LambdaFunctionARN':'arn:aws:lambda:us-east-1:123456789012:function:login:7'}]}""")
                .column(DETAIL, "MissGeneratedResponse");

        assertThat(diagnosed(generated)).isEqualTo("lambda-edge-denied confirmed");
        assertThat(diagnosed(generated.column(DETAIL, "FunctionGeneratedResponse")))
                .isEqualTo("edge-function-denied confirmed");
    }
}
