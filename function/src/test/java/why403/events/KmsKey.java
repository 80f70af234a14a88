package why403.events;

import java.util.List;
import java.util.stream.Stream;

/**
 * The default encryption of the bucket was changed to a KMS key, whose policy does not admit CloudFront. Only the files of the
 * release that was uploaded after that fail.
 */
final class KmsKey implements Scenario {

    private static final String BUCKET = "example-webapp";
    private static final String OAC = "E11OACEXAMPLE1";
    private static final String PREFIX = "webapp/";
    private static final String KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String KEY_ARN = "arn:aws:kms:eu-central-1:" + Recordings.ACCOUNT + ":key/" + KEY_ID;
    private static final List<String> NAMES =
            List.of("main", "vendor", "router", "editor", "search", "profile", "settings", "login");

    @Override
    public String name() {
        return "kms-key";
    }

    @Override
    public Site site() {
        return new Site("E11KEYSEXAMPLE", "d111112abcdef8.cloudfront.net", "webapp.example.com", List.of());
    }

    @Override
    public Timetable times() {
        return Timetable.of("10:30", "13:33", "13:48", "13:48");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(
                around(),
                bundles("7c1e04aa", Answer.cached("application/javascript", 61_200))
                        .toList());
    }

    @Override
    public List<Resource> duringIncident() {
        return Resources.all(
                Resources.all(around(), bundles("e95b20d7", Answer.s3Refuses()).toList()),
                bundles("7c1e04aa", Answer.cached("application/javascript", 61_200))
                        .limit(3)
                        .toList());
    }

    private static Stream<Resource> bundles(String release, Answer answer) {
        return NAMES.stream().map(name -> Resource.get("/assets/" + name + "." + release + ".js", 45, answer));
    }

    private static List<Resource> around() {
        return Resources.all(
                Resources.all(Resources.pictures("/img/", 12, 14), Resources.probes(Answer.s3HasNone())),
                Resource.get("/index.html", 140, Answer.cached("text/html", 2_204)),
                Resources.strayPost());
    }

    @Override
    public LogDelivery delivery() {
        return LogDelivery.legacy(PREFIX, site());
    }

    @Override
    public EventShape event() {
        return EventShape.S3;
    }

    @Override
    public Recordings account(List<Line> lines) {
        Recordings recordings = new Recordings()
                .distribution(DistributionRecording.of(
                                site(),
                                "2026-05-12T15:02:44.120000+00:00",
                                Origins.bucket("webapp", BUCKET + ".s3.eu-central-1.amazonaws.com", OAC),
                                Behaviors.cached("webapp"))
                        .logging(PREFIX))
                .originAccessControl(OAC, BUCKET)
                .grant(BUCKET, site(), true)
                .found("s3api/get-bucket-encryption/" + BUCKET, """
                        {"ServerSideEncryptionConfiguration": {"Rules": [
                          {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "%s"},
                           "BucketKeyEnabled": true}]}}
                        """.formatted(KEY_ARN))
                .found("kms/describe-key/" + KEY_ID, """
                        {"KeyMetadata": {"AWSAccountId": "%s", "KeyId": "%s", "Arn": "%s",
                          "CreationDate": "2026-11-23T16:20:11.402000+00:00", "Enabled": true, "Description": "",
                          "KeyUsage": "ENCRYPT_DECRYPT", "KeyState": "Enabled", "Origin": "AWS_KMS",
                          "KeyManager": "CUSTOMER", "MultiRegion": false}}
                        """.formatted(Recordings.ACCOUNT, KEY_ID, KEY_ARN))
                .policy("kms/get-key-policy/" + KEY_ID, """
                        {"Version": "2012-10-17", "Id": "key-default-1", "Statement": [
                         {"Sid": "Enable IAM User Permissions", "Effect": "Allow",
                          "Principal": {"AWS": "arn:aws:iam::%s:root"}, "Action": "kms:*", "Resource": "*"}]}
                        """.formatted(Recordings.ACCOUNT))
                .trail(
                        BUCKET,
                        TrailEvent.of(
                                "s3.amazonaws.com",
                                "PutBucketEncryption",
                                "2026-11-23T16:31:02",
                                "security/review",
                                "eu-central-1",
                                "{\"bucketName\": \"example-webapp\"}"))
                .trail(KEY_ARN);
        bundles("e95b20d7", Answer.s3Refuses())
                .forEach(file -> recordings.found("s3api/head-object/" + BUCKET + file.path(), """
                        {"AcceptRanges": "bytes", "LastModified": "2026-11-24T13:31:57+00:00", "ContentLength": 61200,
                         "ETag": "\\"9f86d081884c7d659a2feaa0c55ad015\\"", "ContentType": "application/javascript",
                         "ServerSideEncryption": "aws:kms", "SSEKMSKeyId": "%s", "Metadata": {}}
                        """.formatted(KEY_ARN)));
        return recordings;
    }
}
