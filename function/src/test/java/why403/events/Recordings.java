package why403.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What the account's APIs answered, by path below {@code account/}. */
final class Recordings {

    static final String ACCOUNT = "123456789012";

    private final TreeMap<String, String> files = new TreeMap<>();

    Map<String, String> files() {
        return files;
    }

    /** An answer, printed as {@code aws … --output json} prints it. */
    Recordings found(String path, JsonNode answer) {
        files.put(path + ".json", Json.print(answer));
        return this;
    }

    Recordings found(String path, String answer) {
        return found(path, Json.object(answer));
    }

    /** A refusal, as a JSON error. */
    Recordings refused(String path, String code, String message) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.putObject("Error").put("Code", code).put("Message", message);
        files.put(path + ".error.json", Json.print(error));
        return this;
    }

    /** A refusal, as the line that {@code aws} writes to standard error. */
    Recordings refusedInWords(String path, String code, String operation, String message) {
        String line = "An error occurred (" + code + ") when calling the " + operation + " operation: " + message;
        files.put(path + ".error.json", line + "\n");
        return this;
    }

    Recordings distribution(DistributionRecording distribution) {
        return found("cloudfront/get-distribution/" + distribution.site().distributionId(), distribution.json());
    }

    /** An origin access control that signs all requests to S3. */
    Recordings originAccessControl(String id, String name) {
        return originAccessControl(id, name, "s3");
    }

    /** An origin access control that signs all requests, to S3 or to a function URL. */
    Recordings originAccessControl(String id, String name, String type) {
        return found("cloudfront/get-origin-access-control/" + id, """
                {"ETag": "ETVPDKIKX0DER",
                 "OriginAccessControl": {"Id": "%s",
                   "OriginAccessControlConfig": {"Name": "%s", "Description": "", "SigningProtocol": "sigv4",
                     "SigningBehavior": "always", "OriginAccessControlOriginType": "%s"}}}
                """.formatted(id, name, type));
    }

    Recordings originAccessIdentity(String id, String comment) {
        String canonicalUser = canonicalUser(id);
        return found("cloudfront/get-cloud-front-origin-access-identity/" + id, """
                {"ETag": "E2QWRUHEXAMPLE",
                 "CloudFrontOriginAccessIdentity": {"Id": "%s", "S3CanonicalUserId": "%s",
                   "CloudFrontOriginAccessIdentityConfig": {"CallerReference": "%s", "Comment": "%s"}}}
                """.formatted(
                        id, canonicalUser, comment, comment));
    }

    Recordings bucketPolicy(String bucket, String policy) {
        return policy("s3api/get-bucket-policy/" + bucket, policy);
    }

    /** A policy, which is JSON inside a string. */
    Recordings policy(String path, String policy) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        return found(path, answer.put("Policy", Json.object(policy).toString()));
    }

    /**
     * What CloudTrail recorded of CloudFront in the last day.
     *
     * @param events the newest first
     */
    Recordings ofCloudFront(TrailEvent... events) {
        return trail("cloudfront.amazonaws.com", events);
    }

    /**
     * What CloudTrail recorded in the last day.
     *
     * @param value that is looked up: the name of a resource or of a service
     * @param events the newest first
     */
    Recordings trail(String value, TrailEvent... events) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("Events");
        for (TrailEvent event : events) {
            list.add(event.json());
        }
        return found("cloudtrail/lookup-events/" + value.replace(":", "%3A").replace("/", "%2F"), answer);
    }

    /** An update of the distribution that sets a part of its configuration. */
    static TrailEvent update(Site site, String at, String by, String config) {
        return TrailEvent.of(
                "cloudfront.amazonaws.com",
                "UpdateDistribution",
                at,
                by,
                "us-east-1",
                "{\"id\": \"" + site.distributionId() + "\", \"ifMatch\": \"E2QWRUHEXAMPLE\", \"distributionConfig\": {"
                        + config + "}}");
    }

    /** An object that S3 encrypts with its own key, as do all buckets that set nothing else. */
    Recordings object(String bucket, String key, String type, int length) {
        return found("s3api/head-object/" + bucket + "/" + key, """
                {"AcceptRanges": "bytes", "LastModified": "2026-10-30T08:12:41+00:00", "ContentLength": %d,
                 "ETag": "\\"5d41402abc4b2a76b9719d911017c592\\"", "ContentType": "%s",
                 "ServerSideEncryption": "AES256", "Metadata": {}}
                """.formatted(length, type))
                .found("s3api/get-bucket-encryption/" + bucket, """
                        {"ServerSideEncryptionConfiguration": {"Rules": [
                          {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}, "BucketKeyEnabled": false}]}}
                        """);
    }

    /** A policy that lets one distribution read a bucket and, where said, list it. */
    Recordings grant(String bucket, Site site, boolean list) {
        String condition = "{\"StringEquals\": {\"AWS:SourceArn\": \"" + site.arn() + "\"}}";
        String statement = """
                {"Sid": "%s", "Effect": "Allow", "Principal": {"Service": "cloudfront.amazonaws.com"},
                 "Action": "%s", "Resource": "arn:aws:s3:::%s", "Condition": %s}
                """;
        String read = statement.formatted("AllowCloudFrontToRead", "s3:GetObject", bucket + "/*", condition);
        String mayList = statement.formatted("AllowCloudFrontToList", "s3:ListBucket", bucket, condition);
        return bucketPolicy(
                bucket, "{\"Version\": \"2012-10-17\", \"Statement\": [" + read + (list ? ", " + mayList : "") + "]}");
    }

    private static String canonicalUser(String id) {
        String half = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return half + half;
    }
}
