package why403.remedies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import why403.account.FileName;
import why403.diagnosis.Logged;
import why403.json.JsonTree;
import why403.log.LogRecord;

/**
 * Distribution E2EXAMPLE with the bucket example-assets behind its one origin, recorded as {@code aws} prints it. A case
 * changes only what it needs.
 */
final class SmallSite {

    static final String ID = "E2EXAMPLE";
    static final String ARN = "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE";
    static final String BUCKET = "example-assets";
    static final String URL_HOST = "abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-west-1.on.aws";
    private static final String CONTROL = "E1OAC";

    static final String GRANT = """
            {"Sid":"AllowOac","Effect":"Allow","Principal":{"Service":"cloudfront.amazonaws.com"},\
            "Action":"s3:GetObject","Resource":"arn:aws:s3:::example-assets/*",\
            "Condition":{"StringEquals":{"AWS:SourceArn":"%s"}}}""".formatted(ARN);

    private static final String METHODS = """
            {"Quantity":2,"Items":["HEAD","GET"],"CachedMethods":{"Quantity":2,"Items":["HEAD","GET"]}}""";

    private static final String CONFIG = """
            {"CallerReference":"example-1","Aliases":{"Quantity":1,"Items":["www.example.com"]},
             "DefaultRootObject":"index.html",
             "Origins":{"Quantity":1,"Items":[{"Id":"s3",
               "DomainName":"example-assets.s3.eu-west-1.amazonaws.com","OriginPath":"",
               "CustomHeaders":{"Quantity":1,"Items":[{"HeaderName":"X-Secret","HeaderValue":"s3cr3t"}]},
               "S3OriginConfig":{"OriginAccessIdentity":""},"ConnectionAttempts":3,"ConnectionTimeout":10,
               "OriginShield":{"Enabled":false},"OriginAccessControlId":"E1OAC"}]},
             "OriginGroups":{"Quantity":0},
             "DefaultCacheBehavior":{"TargetOriginId":"s3","TrustedSigners":{"Enabled":false,"Quantity":0},
               "TrustedKeyGroups":{"Enabled":false,"Quantity":0},"ViewerProtocolPolicy":"redirect-to-https",
               "AllowedMethods":%s,"SmoothStreaming":false,"Compress":true,
               "LambdaFunctionAssociations":{"Quantity":0},"FunctionAssociations":{"Quantity":0},
               "FieldLevelEncryptionId":"","CachePolicyId":"658327ea-f89d-4fab-a63d-7e88639e58f6"},
             "CacheBehaviors":{"Quantity":0},"CustomErrorResponses":{"Quantity":0},"Comment":"",
             "PriceClass":"PriceClass_All","Enabled":true,
             "ViewerCertificate":{"CloudFrontDefaultCertificate":true},
             "Restrictions":{"GeoRestriction":{"RestrictionType":"none","Quantity":0}},
             "WebACLId":"","HttpVersion":"http2","IsIPV6Enabled":true}""".formatted(METHODS);

    private final String name;
    private final Path account;
    private final ObjectNode config = AccountState.read(CONFIG);
    private final List<Logged> refused = new ArrayList<>();
    private boolean denied;

    /** @param folder where the account's recordings are written */
    SmallSite(String name, Path folder) {
        this.name = name;
        this.account = folder.resolve(name.replace(' ', '-'));
        signing("always");
    }

    /** The signing behavior of the origin's control. */
    SmallSite signing(String behavior) {
        record("cloudfront/get-origin-access-control", CONTROL, """
                {"OriginAccessControl":{"Id":"E1OAC","OriginAccessControlConfig":{"Name":"assets",
                 "SigningProtocol":"sigv4","SigningBehavior":"%s","OriginAccessControlOriginType":"s3"}}}""".formatted(behavior));
        return this;
    }

    private void record(String folder, String file, String json) {
        Path path = account.resolve(folder).resolve(file + ".json");
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, json);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The policy of the bucket has these statements. */
    SmallSite statements(String... statements) {
        return policy(BUCKET, "[" + String.join(",", statements) + "]");
    }

    /** @param statement the whole value of {@code Statement}: one, or a list */
    SmallSite policy(String bucket, String statement) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("Policy", "{\"Version\":\"2012-10-17\",\"Statement\":" + statement + "}");
        record("s3api/get-bucket-policy", bucket, JsonTree.write(answer));
        return this;
    }

    SmallSite noPolicy(String bucket) {
        record("s3api/get-bucket-policy", bucket + ".error", """
                {"Error":{"Code":"NoSuchBucketPolicy","Message":"The bucket policy does not exist"}}""");
        return this;
    }

    SmallSite missing(String... keys) {
        for (String key : keys) {
            record("s3api/head-object/" + BUCKET, FileName.ofKey(key) + ".error", """
                    {"Error":{"Code":"404","Message":"Not Found"}}""");
        }
        return this;
    }

    SmallSite there(String... keys) {
        for (String key : keys) {
            record("s3api/head-object/" + BUCKET, FileName.ofKey(key), "{\"ContentLength\":12}");
        }
        return this;
    }

    /** The object is stored in this way, as HeadObject prints it. */
    SmallSite stored(String key, String json) {
        record("s3api/head-object/" + BUCKET, FileName.ofKey(key), json);
        return this;
    }

    /** Any other recording, below the account's folder and without its suffix. */
    SmallSite recorded(String path, String json) {
        int last = path.lastIndexOf('/');
        record(path.substring(0, last), path.substring(last + 1), json);
        return this;
    }

    /** A function with the URL of {@link #URL_HOST}. */
    SmallSite function(String name, String authType, String... statements) {
        record("lambda/get-function-url-config", FileName.ofName(name), """
                {"FunctionUrl":"https://%s/","FunctionArn":"arn:aws:lambda:eu-west-1:123456789012:function:%s",
                 "AuthType":"%s","CreationTime":"2026-01-12T09:00:00.000Z"}""".formatted(URL_HOST, name, authType));
        if (statements.length == 0) {
            record("lambda/get-policy", FileName.ofName(name) + ".error", """
                    {"Error":{"Code":"ResourceNotFoundException","Message":"The resource you requested does not exist."}}""");
            return this;
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("Policy", "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}");
        record("lambda/get-policy", FileName.ofName(name), JsonTree.write(answer));
        return this;
    }

    /** An API with one stage, prod; CloudFront asks for another one. */
    SmallSite restApi(String id, boolean endpointDisabled) {
        record("apigateway/get-rest-api", id, """
                {"id":"%s","name":"shop","disableExecuteApiEndpoint":%s}""".formatted(id, endpointDisabled));
        record("apigateway/get-stage/" + id, "prod", "{\"stageName\":\"prod\"}");
        for (String absent : List.of("$default", "old")) {
            record("apigateway/get-stage/" + id, absent + ".error", """
                    {"Error":{"Code":"NotFoundException","Message":"Invalid stage identifier specified"}}""");
        }
        return this;
    }

    SmallSite httpApi(String id) {
        record("apigateway/get-rest-api", id + ".error", """
                {"Error":{"Code":"NotFoundException","Message":"Invalid API identifier specified"}}""");
        record("apigatewayv2/get-api", id, """
                {"ApiId":"%s","Name":"shop","ProtocolType":"HTTP","DisableExecuteApiEndpoint":true}""".formatted(id));
        return this;
    }

    SmallSite cachePolicy(String id, String headers) {
        record("cloudfront/get-cache-policy", id, """
                {"CachePolicy":{"Id":"%s","CachePolicyConfig":{"Name":"own","MinTTL":1,"Comment":"",
                 "ParametersInCacheKeyAndForwardedToOrigin":{"EnableAcceptEncodingGzip":false,"HeadersConfig":%s,
                  "CookiesConfig":{"CookieBehavior":"none"},"QueryStringsConfig":{"QueryStringBehavior":"none"}}}}}""".formatted(id, headers));
        return this;
    }

    SmallSite keyGroup(String id, String... keys) {
        record("cloudfront/get-key-group", id, """
                {"KeyGroup":{"Id":"%s","KeyGroupConfig":{"Name":"players","Items":["%s"],"Comment":""}}}""".formatted(id, String.join("\",\"", keys)));
        return this;
    }

    /** Changes what is at that JSON pointer below the configuration, such as {@code /Restrictions/GeoRestriction}. */
    SmallSite set(String pointer, String json) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = config.at(pointer.substring(0, last));
        try {
            ((ObjectNode) parent).set(pointer.substring(last + 1), JsonTree.read(json));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return this;
    }

    SmallSite remove(String pointer) {
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) config.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));
        return this;
    }

    /** The origin is no bucket but a server. */
    SmallSite server(String host) {
        return remove("/Origins/Items/0/S3OriginConfig")
                .set("/Origins/Items/0/OriginAccessControlId", "\"\"")
                .set("/Origins/Items/0/DomainName", "\"" + host + "\"")
                .set("/Origins/Items/0/CustomOriginConfig", """
                        {"HTTPPort":80,"HTTPSPort":443,"OriginProtocolPolicy":"https-only",
                         "OriginSslProtocols":{"Quantity":1,"Items":["TLSv1.2"]}}""");
    }

    /** Adds a cache behavior like the default one, with these other members. */
    SmallSite behavior(String pattern, String members) {
        ObjectNode behavior = ((ObjectNode) config.path("DefaultCacheBehavior")).deepCopy();
        behavior.put("PathPattern", pattern).setAll(AccountState.read(members));
        add("CacheBehaviors", behavior);
        return this;
    }

    /** Adds an origin like the first one, with these other members. */
    SmallSite origin(String members) {
        ObjectNode origin = ((ObjectNode) config.at("/Origins/Items/0")).deepCopy();
        origin.setAll(AccountState.read(members));
        add("Origins", origin);
        return this;
    }

    private void add(String list, ObjectNode item) {
        ObjectNode all = (ObjectNode) config.path(list);
        ArrayNode items = all.withArray("Items");
        items.add(item);
        all.put("Quantity", items.size());
    }

    SmallSite refuses(Logged... requests) {
        refused.addAll(List.of(requests));
        return this;
    }

    /** S3 refuses these paths. */
    SmallSite bucketRefuses(String... paths) {
        Stream.of(paths)
                .map(path -> Logged.forbidden().path(path).answeredByBucket())
                .forEach(refused::add);
        return this;
    }

    SmallSite staysDenied() {
        denied = true;
        return this;
    }

    Incident incident() {
        ObjectNode distribution = JsonNodeFactory.instance
                .objectNode()
                .put("Id", ID)
                .put("ARN", ARN)
                .put("Status", "Deployed")
                .put("DomainName", "d111111abcdef8.cloudfront.net");
        distribution.set("DistributionConfig", config);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ETag", "E2ETAG");
        answer.set("Distribution", distribution);
        record("cloudfront/get-distribution", ID, JsonTree.write(answer));
        List<LogRecord> records = refused.stream().map(Logged::record).toList();
        return new Incident(name, ID, records.get(0).time(), account, records, Optional.empty(), denied);
    }
}
