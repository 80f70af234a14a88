package why403.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The output of {@code aws cloudfront get-distribution} for an ordinary distribution, with changes. */
final class DistributionRecording {

    private static final List<String> OF_THE_SUMMARY = List.of(
            "Aliases",
            "Origins",
            "OriginGroups",
            "DefaultCacheBehavior",
            "CacheBehaviors",
            "CustomErrorResponses",
            "Comment",
            "PriceClass",
            "Enabled",
            "ViewerCertificate",
            "Restrictions",
            "WebACLId",
            "HttpVersion",
            "IsIPV6Enabled",
            "Staging");

    private final Site site;
    private final ObjectNode answer;

    private DistributionRecording(Site site, ObjectNode answer) {
        this.site = site;
        this.answer = answer;
    }

    /** One origin and one behavior; modified at that time. */
    static DistributionRecording of(Site site, String modified, String origin, String behavior) {
        ObjectNode answer = Json.object("""
                {"ETag": "E3H7Q2EXAMPLE",
                 "Distribution": {"Id": "%s", "ARN": "%s", "Status": "Deployed", "LastModifiedTime": "%s",
                   "InProgressInvalidationBatches": 0, "DomainName": "%s",
                   "ActiveTrustedSigners": {"Enabled": false, "Quantity": 0},
                   "ActiveTrustedKeyGroups": {"Enabled": false, "Quantity": 0},
                   "DistributionConfig": {
                     "CallerReference": "example-1", "Aliases": {"Quantity": 1, "Items": ["%s"]},
                     "DefaultRootObject": "index.html", "Origins": {"Quantity": 1, "Items": [%s]},
                     "OriginGroups": {"Quantity": 0}, "DefaultCacheBehavior": %s,
                     "CacheBehaviors": {"Quantity": 0}, "CustomErrorResponses": {"Quantity": 0}, "Comment": "",
                     "Logging": {"Enabled": false, "IncludeCookies": false, "Bucket": "", "Prefix": ""},
                     "PriceClass": "PriceClass_All", "Enabled": true,
                     "ViewerCertificate": {
                       "CloudFrontDefaultCertificate": false, "ACMCertificateArn": "%s",
                       "SSLSupportMethod": "sni-only", "MinimumProtocolVersion": "TLSv1.2_2021",
                       "Certificate": "%s", "CertificateSource": "acm"},
                     "Restrictions": {"GeoRestriction": {"RestrictionType": "none", "Quantity": 0}},
                     "WebACLId": "", "HttpVersion": "http2and3", "IsIPV6Enabled": true,
                     "ContinuousDeploymentPolicyId": "", "Staging": false, "ConnectionMode": "direct"}}}
                """.formatted(
                        site.distributionId(),
                        site.arn(),
                        modified,
                        site.domainName(),
                        site.host(),
                        origin,
                        behavior,
                        certificate(),
                        certificate()));
        return new DistributionRecording(site, answer);
    }

    Site site() {
        return site;
    }

    ObjectNode json() {
        return answer;
    }

    /** Legacy logs on, as the older distributions of an account have them. */
    DistributionRecording logging(String prefix) {
        config().withObject("/Logging")
                .put("Enabled", true)
                .put("Bucket", "example-logs.s3.amazonaws.com")
                .put("Prefix", prefix);
        return this;
    }

    DistributionRecording defaultRootObject(String key) {
        config().put("DefaultRootObject", key);
        return this;
    }

    /** Errors of that code are answered with a page and another code. */
    DistributionRecording errorPage(int code, String path, int answered) {
        ObjectNode responses = config().withObject("/CustomErrorResponses");
        responses
                .put("Quantity", 1)
                .putArray("Items")
                .addObject()
                .put("ErrorCode", code)
                .put("ResponsePagePath", path)
                .put("ResponseCode", Integer.toString(answered))
                .put("ErrorCachingMinTTL", 10);
        return this;
    }

    DistributionRecording webAcl(String arn) {
        config().put("WebACLId", arn);
        return this;
    }

    /** Only these countries are allowed. */
    DistributionRecording onlyFor(List<String> countries) {
        ObjectNode restriction = config().withObject("/Restrictions/GeoRestriction");
        restriction.put("RestrictionType", "whitelist");
        setItems(restriction, countries);
        return this;
    }

    /** One more origin. */
    DistributionRecording origin(String origin) {
        ObjectNode origins = config().withObject("/Origins");
        origins.put(
                "Quantity", origins.withArray("/Items").add(Json.object(origin)).size());
        return this;
    }

    /** One more behavior, for a path pattern. */
    DistributionRecording behavior(String pattern, String behavior) {
        ObjectNode withPattern = JsonNodeFactory.instance.objectNode().put("PathPattern", pattern);
        withPattern.setAll(Json.object(behavior));
        ArrayNode items =
                config().withObject("/CacheBehaviors").withArray("/Items").add(withPattern);
        config().withObject("/CacheBehaviors").put("Quantity", items.size());
        return this;
    }

    /** The active signing keys, as CloudFront lists them. */
    DistributionRecording activeKey(String keyGroup, String key) {
        ObjectNode active = answer.withObject("/Distribution/ActiveTrustedKeyGroups");
        active.put("Enabled", true).put("Quantity", 1);
        ObjectNode group = active.putArray("Items").addObject().put("KeyGroupId", keyGroup);
        setItems(group.putObject("KeyPairIds"), List.of(key));
        return this;
    }

    /** The output of {@code aws cloudfront list-distributions}. */
    ObjectNode summary() {
        ObjectNode distribution = answer.withObject("/Distribution");
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        List.of("Id", "ARN", "Status", "LastModifiedTime", "DomainName")
                .forEach(name -> summary.set(name, distribution.get(name)));
        OF_THE_SUMMARY.forEach(name -> summary.set(name, config().get(name)));
        return summary;
    }

    private ObjectNode config() {
        return answer.withObject("/Distribution/DistributionConfig");
    }

    private static void setItems(ObjectNode list, List<String> items) {
        list.put("Quantity", items.size());
        ArrayNode array = list.putArray("Items");
        items.forEach(array::add);
    }

    private static String certificate() {
        return "arn:aws:acm:us-east-1:" + Recordings.ACCOUNT + ":certificate/a1b2c3d4-5678-90ab-cdef-EXAMPLE22222";
    }
}
