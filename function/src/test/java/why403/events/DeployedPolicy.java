package why403.events;

import java.util.List;

/**
 * A deployment replaced the bucket policy. Its template lets CloudFront read one folder only. Another deployment tried to
 * put the same policy later, and was refused.
 */
final class DeployedPolicy implements Scenario {

    private static final String BUCKET = "example-atlas";
    private static final String PREFIX = "cdn/atlas/";
    private static final String OAC = "E17OACEXAMPLE1";

    @Override
    public String name() {
        return "deployed-policy";
    }

    @Override
    public Site site() {
        return new Site("E17POLIEXAMPLE", "d171717abcdef8.cloudfront.net", "atlas.example.com", List.of());
    }

    @Override
    public Timetable times() {
        return Timetable.of("10:00", "13:04", "13:19", "13:19");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(Resources.website(), Resources.strayPost());
    }

    @Override
    public List<Resource> duringIncident() {
        List<Resource> refused = Resources.website().stream()
                .map(file -> file.answering(answer -> answer.but(70, Answer.s3Refuses())))
                .toList();
        return Resources.all(refused, Resources.strayPost());
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
        return new Recordings()
                .distribution(DistributionRecording.of(
                                site(),
                                "2026-09-02T10:11:12.310000+00:00",
                                Origins.bucket("atlas", BUCKET + ".s3.eu-central-1.amazonaws.com", OAC),
                                Behaviors.cached("atlas"))
                        .logging(PREFIX))
                .originAccessControl(OAC, BUCKET)
                .bucketPolicy(BUCKET, policy("downloads/*"))
                .object(BUCKET, "index.html", "text/html", 6_412)
                .object(BUCKET, "css/site.css", "text/css", 18_204)
                .object(BUCKET, "js/site.js", "application/javascript", 41_377)
                .ofCloudFront(Recordings.update(
                        site(), "2026-11-24T12:40:18", "admin/morgan", "\"comment\": \"atlas of the world\""))
                .trail(
                        BUCKET,
                        put("2026-11-24T13:02:51", "ci/deploy-docs", policy("downloads/*"), "AccessDenied"),
                        put("2026-11-24T13:01:37", "ci/deploy-atlas", policy("downloads/*"), ""),
                        put("2026-11-24T07:30:02", "ci/deploy-atlas", policy("*"), ""));
    }

    private static TrailEvent put(String at, String by, String policy, String error) {
        TrailEvent event = TrailEvent.of(
                "s3.amazonaws.com",
                "PutBucketPolicy",
                at,
                by,
                "eu-central-1",
                "{\"bucketName\": \"" + BUCKET + "\", \"bucketPolicy\": " + policy + "}");
        return error.isEmpty() ? event : event.refused(error);
    }

    private String policy(String folder) {
        return """
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "CloudFrontReads", "Effect": "Allow", "Principal": {"Service": "cloudfront.amazonaws.com"},
                   "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/%s",
                   "Condition": {"StringEquals": {"AWS:SourceArn": "%s"}}}]}
                """.formatted(BUCKET, folder, site().arn());
    }
}
