package why403.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A web ACL that blocks scripted sign-ins, and what AWS WAF sampled of it. */
final class WebAcl {

    static final String RULE = "scripted-sign-in";

    private static final String ID = "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111";
    private static final String NAME = "example-site";
    private static final String MANAGED = "AWS-AWSManagedRulesCommonRuleSet";
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
                    {"Name": "%s", "Priority": 1,
                     "Statement": {"ManagedRuleGroupStatement": {"VendorName": "AWS",
                                                                 "Name": "AWSManagedRulesCommonRuleSet"}},
                     "OverrideAction": {"None": {}},
                     "VisibilityConfig": {"SampledRequestsEnabled": true, "CloudWatchMetricsEnabled": true,
                                          "MetricName": "%s"}}],
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
                        MANAGED,
                        MANAGED,
                        NAME,
                        Recordings.ACCOUNT,
                        NAME));
    }

    /** What its rules sampled: every so many of the requests that the first one blocked, and none of the others. */
    static Recordings recordSamples(Recordings recordings, List<Line> lines, Timetable times) {
        List<Line> blocked = blocked(lines, times);
        return recordings
                .found(path(ID, RULE), samples(every(blocked), blocked.size(), times, ""))
                .found(path(ID, MANAGED), samples(List.of(), 0, times, ""))
                .found(path(ID, NAME), samples(List.of(), 0, times, ""));
    }

    /** The requests of the incident that AWS WAF answered with its page. */
    static List<Line> blocked(List<Line> lines, Timetable times) {
        return lines.stream()
                .filter(line -> line.value("sc-content-len").equals("919") && times.isDuringIncident(line.time()))
                .toList();
    }

    static String path(String id, String metric) {
        return "wafv2/get-sampled-requests/" + id + "/" + metric;
    }

    private static List<Line> every(List<Line> blocked) {
        int every = Math.max(1, blocked.size() / SAMPLED);
        return IntStream.range(0, blocked.size())
                .filter(i -> i % every == 0)
                .mapToObj(blocked::get)
                .toList();
    }

    /**
     * What {@code get-sampled-requests} answers.
     *
     * @param more members of each sample, each with a comma in front
     */
    static String samples(List<Line> sampled, int population, Timetable times, String more) {
        return """
                {"SampledRequests": [%s], "PopulationSize": %d,
                 "TimeWindow": {"StartTime": "%s", "EndTime": "%s"}}
                """.formatted(
                        sampled.stream().map(line -> sample(line, more)).collect(Collectors.joining(", ")),
                        population,
                        zoned(times.incidentFrom()),
                        zoned(times.incidentTo()));
    }

    private static String regex(String field, String argument, String expression) {
        return """
                {"RegexMatchStatement": {"RegexString": "%s", "FieldToMatch": {"%s": %s},
                 "TextTransformations": [{"Priority": 0, "Type": "LOWERCASE"}]}}
                """.formatted(expression, field, argument);
    }

    private static String sample(Line line, String more) {
        return """
                {"Request": {"ClientIP": "%s", "Country": "%s", "URI": "%s", "Method": "%s", "HTTPVersion": "%s",
                             "Headers": [{"Name": "host", "Value": "%s"}, {"Name": "user-agent", "Value": "%s"}]},
                 "Weight": 1, "Timestamp": "%s", "Action": "BLOCK"%s}
                """.formatted(
                        line.value("c-ip"),
                        line.value("c-country"),
                        line.value("cs-uri-stem"),
                        line.value("cs-method"),
                        line.value("cs-protocol-version"),
                        line.value("x-host-header"),
                        line.value("cs(User-Agent)"),
                        zoned(seen(line)),
                        more);
    }

    /** AWS WAF looks at a request when it begins, and the log has the time of its end. */
    private static Instant seen(Line line) {
        BigDecimal taken = new BigDecimal(line.value("time-taken")).movePointRight(3);
        return line.time().minusMillis(taken.longValue()).truncatedTo(ChronoUnit.SECONDS);
    }

    private static String zoned(Instant time) {
        return time.toString().replace("Z", "+00:00");
    }
}
