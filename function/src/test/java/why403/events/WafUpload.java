package why403.events;

import java.util.List;

/** A web ACL got the managed rules of AWS. One of them blocks requests with a body of more than 8 KB, and so all uploads. */
final class WafUpload implements Scenario {

    private static final String BUCKET = "example-gallery";
    private static final String OAC = "E17OACEXAMPLE1";
    private static final String ID = "a1b2c3d4-5678-90ab-cdef-EXAMPLE55555";
    private static final String NAME = "gallery";
    private static final String MANAGED = "AWS-AWSManagedRulesCommonRuleSet";
    private static final String LIMIT = "requests-per-client";

    @Override
    public String name() {
        return "waf-upload";
    }

    @Override
    public Site site() {
        return new Site("E17UPLOADEXAMP", "d171717abcdef8.cloudfront.net", "gallery.example.com", List.of("/upload/*"));
    }

    @Override
    public Timetable times() {
        return Timetable.of("06:20", "09:21", "09:36", "09:36");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(
                pages(),
                Resource.post("/upload/photo", 60, Answer.made("application/json", 240)),
                Resource.post("/upload/avatar", 20, Answer.made("application/json", 180)));
    }

    @Override
    public List<Resource> duringIncident() {
        return Resources.all(
                pages(),
                Resource.post("/upload/photo", 420, Answer.wafBlocksUpload()),
                Resource.post(
                        "/upload/avatar", 140, Answer.wafBlocksUpload().but(25, Answer.made("application/json", 180))));
    }

    private static List<Resource> pages() {
        return Resources.all(
                Resources.all(Resources.website(), Resources.probes(Answer.s3HasNone())), Resources.strayPost());
    }

    @Override
    public LogDelivery delivery() {
        return LogDelivery.legacy("gallery/", site());
    }

    @Override
    public EventShape event() {
        return EventShape.EVENTBRIDGE_IN_SQS;
    }

    @Override
    public Recordings account(List<Line> lines) {
        Recordings recordings = new Recordings()
                .distribution(DistributionRecording.of(
                                site(),
                                "2026-09-14T07:22:51.118000+00:00",
                                Origins.bucket("gallery", BUCKET + ".s3.eu-west-1.amazonaws.com", OAC),
                                Behaviors.cached("gallery"))
                        .origin(Origins.server("upload", "upload-api.example.com"))
                        .behavior("/upload/*", Behaviors.forwarded("upload"))
                        .webAcl("arn:aws:wafv2:us-east-1:" + Recordings.ACCOUNT + ":global/webacl/" + NAME + "/" + ID)
                        .logging("gallery/"))
                .originAccessControl(OAC, "example-gallery")
                .grant(BUCKET, site(), true)
                .found("wafv2/get-web-acl/" + ID, webAcl())
                .ofCloudFront()
                .trail(
                        "wafv2.amazonaws.com",
                        TrailEvent.of(
                                "wafv2.amazonaws.com",
                                "UpdateWebACL",
                                "2026-11-24T09:18:26",
                                "security/review",
                                "us-east-1",
                                "{\"name\": \"" + NAME + "\", \"scope\": \"CLOUDFRONT\", \"id\": \"" + ID + "\"}"));
        List<Line> blocked = WebAcl.blocked(lines, times());
        String rule = """
                , "RuleNameWithinRuleGroup": "AWS#AWSManagedRulesCommonRuleSet#SizeRestrictions_BODY",
                 "Labels": [{"Name": "awswaf:managed:aws:core-rule-set:SizeRestrictions_Body"}]""";
        return recordings
                .found(WebAcl.path(ID, MANAGED), WebAcl.samples(blocked, blocked.size(), times(), rule))
                .found(WebAcl.path(ID, LIMIT), WebAcl.samples(List.of(), 0, times(), ""))
                .found(WebAcl.path(ID, NAME), WebAcl.samples(List.of(), 0, times(), ""));
    }

    private static String webAcl() {
        String visibility =
                "\"VisibilityConfig\": {\"SampledRequestsEnabled\": true, \"CloudWatchMetricsEnabled\": true, \"MetricName\": \"%s\"}";
        return """
                {"WebACL": {"Name": "%s", "Id": "%s",
                  "ARN": "arn:aws:wafv2:us-east-1:%s:global/webacl/%s/%s", "DefaultAction": {"Allow": {}},
                  "Description": "Limits and managed rules for the gallery",
                  "Rules": [
                    {"Name": "%s", "Priority": 0,
                     "Statement": {"RateBasedStatement": {"Limit": 600, "EvaluationWindowSec": 300, "AggregateKeyType": "IP"}},
                     "Action": {"Block": {}}, %s},
                    {"Name": "%s", "Priority": 10,
                     "Statement": {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": "AWSManagedRulesCommonRuleSet",
                       "RuleActionOverrides": [{"Name": "GenericRFI_BODY", "ActionToUse": {"Count": {}}}]}},
                     "OverrideAction": {"None": {}}, %s}],
                  %s,
                  "Capacity": 702, "ManagedByFirewallManager": false,
                  "LabelNamespace": "awswaf:%s:webacl:%s:", "RetrofittedByFirewallManager": false},
                 "LockToken": "a1b2c3d4-5678-90ab-cdef-EXAMPLE66666"}
                """.formatted(
                        NAME,
                        ID,
                        Recordings.ACCOUNT,
                        NAME,
                        ID,
                        LIMIT,
                        visibility.formatted(LIMIT),
                        MANAGED,
                        visibility.formatted(MANAGED),
                        visibility.formatted(NAME),
                        Recordings.ACCOUNT,
                        NAME);
    }
}
