package why403.events;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** A web ACL that blocks scripted sign-ins, and what AWS WAF sampled of it. */
final class WebAcl {

    static final String RULE = "scripted-sign-in";

    private static final String ID = "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111";
    private static final String NAME = "example-site";
    private static final int SAMPLED = 24;

    private WebAcl() {}

    static String arn() {
        return "arn:aws:wafv2:us-east-1:" + Recordings.ACCOUNT + ":global/webacl/" + NAME + "/" + ID;
    }

    /** Sign-ins by scripts, which it blocks all. */
    static List<Resource> signIns() {
        return List.of(
                Resource.post("/account/login", 8, Answer.wafBlocks()),
                Resource.get("/account/login", 3, Answer.wafBlocks()),
                Resource.post("/account/password-reset", 2, Answer.wafBlocks()));
    }

    static Recordings record(Recordings recordings) {
        return recordings.found("wafv2/get-web-acl/" + ID, """
                {"WebACL": {"Name": "%s", "Id": "%s", "ARN": "%s", "DefaultAction": {"Allow": {}}, "Description": "",
                  "Rules": [
                    {"Name": "%s", "Priority": 0,
                     "Statement": {"AndStatement": {"Statements": [%s, %s]}}, "Action": {"Block": {}},
                     "VisibilityConfig": {"SampledRequestsEnabled": true, "CloudWatchMetricsEnabled": true,
                                          "MetricName": "%s"}},
                    {"Name": "AWS-AWSManagedRulesCommonRuleSet", "Priority": 1,
                     "Statement": {"ManagedRuleGroupStatement": {"VendorName": "AWS",
                                                                 "Name": "AWSManagedRulesCommonRuleSet"}},
                     "OverrideAction": {"None": {}},
                     "VisibilityConfig": {"SampledRequestsEnabled": true, "CloudWatchMetricsEnabled": true,
                                          "MetricName": "AWS-AWSManagedRulesCommonRuleSet"}}],
                  "VisibilityConfig": {"SampledRequestsEnabled": true, "CloudWatchMetricsEnabled": true,
                                       "MetricName": "%s"},
                  "Capacity": 716, "ManagedByFirewallManager": false,
                  "LabelNamespace": "awswaf:%s:webacl:%s:", "RetrofittedByFirewallManager": false},
                 "LockToken": "a1b2c3d4-5678-90ab-cdef-EXAMPLE44444"}
                """.formatted(
                        NAME,
                        ID,
                        arn(),
                        RULE,
                        regex("UriPath", "{}", "^/account/(login|password-reset)$"),
                        regex("SingleHeader", "{\"Name\": \"user-agent\"}", "python|curl|okhttp|go-http-client"),
                        RULE,
                        NAME,
                        Recordings.ACCOUNT,
                        NAME));
    }

    /** Every so many of the requests that the rule blocked. */
    static Recordings recordSamples(Recordings recordings, List<Line> lines, Timetable times) {
        List<Line> blocked = lines.stream()
                .filter(line -> line.value("sc-content-len").equals("919") && times.isDuringIncident(line.time()))
                .toList();
        int every = Math.max(1, blocked.size() / SAMPLED);
        String samples = blocked.stream()
                .filter(line -> blocked.indexOf(line) % every == 0)
                .map(WebAcl::sample)
                .collect(Collectors.joining(", "));
        return recordings.found("wafv2/get-sampled-requests/" + ID + "/" + RULE, """
                {"SampledRequests": [%s], "PopulationSize": %d,
                 "TimeWindow": {"StartTime": "%s", "EndTime": "%s"}}
                """.formatted(
                        samples, blocked.size(), zoned(times.incidentFrom()), zoned(times.incidentTo())));
    }

    private static String regex(String field, String argument, String expression) {
        return """
                {"RegexMatchStatement": {"RegexString": "%s", "FieldToMatch": {"%s": %s},
                 "TextTransformations": [{"Priority": 0, "Type": "LOWERCASE"}]}}
                """.formatted(expression, field, argument);
    }

    private static String sample(Line line) {
        return """
                {"Request": {"ClientIP": "%s", "Country": "%s", "URI": "%s", "Method": "%s", "HTTPVersion": "%s",
                             "Headers": [{"Name": "host", "Value": "%s"}, {"Name": "user-agent", "Value": "%s"}]},
                 "Weight": 1, "Timestamp": "%s", "Action": "BLOCK"}
                """.formatted(
                        line.value("c-ip"),
                        line.value("c-country"),
                        line.value("cs-uri-stem"),
                        line.value("cs-method"),
                        line.value("cs-protocol-version"),
                        line.value("x-host-header"),
                        line.value("cs(User-Agent)"),
                        zoned(line.time()));
    }

    private static String zoned(Instant time) {
        return time.toString().replace("Z", "+00:00");
    }
}
