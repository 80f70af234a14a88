package why403.events;

import java.util.List;

/** A security review added a Deny for everything outside of a VPC to the bucket policy. CloudFront is outside of it. */
final class ExplicitDeny implements Scenario {

    private static final String BUCKET = "example-brochures";
    private static final String OAC = "E10OACEXAMPLE1";
    private static final String PREFIX = "brochures/";

    @Override
    public String name() {
        return "explicit-deny";
    }

    @Override
    public Site site() {
        return new Site("E10DENYEXAMPLE", "d101010abcdef8.cloudfront.net", "brochures.example.com", List.of());
    }

    @Override
    public Timetable times() {
        return Timetable.of("09:00", "12:03", "12:18", "12:18");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(files(), Resources.strayPost());
    }

    @Override
    public List<Resource> duringIncident() {
        List<Resource> refused = files().stream()
                .map(file -> file.answering(answer -> answer.but(55, Answer.s3Refuses())))
                .toList();
        return Resources.all(refused, Resources.strayPost());
    }

    private static List<Resource> files() {
        return Resources.all(
                Resources.all(Resources.website(), Resources.probes(Answer.s3Refuses())),
                Resource.get("/brochures/spring.pdf", 90, Answer.inParts("application/pdf", 4_811_020)),
                Resource.get("/brochures/autumn.pdf", 70, Answer.inParts("application/pdf", 5_204_377)));
    }

    @Override
    public LogDelivery delivery() {
        return LogDelivery.legacy(PREFIX, site());
    }

    @Override
    public EventShape event() {
        return EventShape.S3_IN_SQS;
    }

    @Override
    public Recordings account(List<Line> lines) {
        return new Recordings()
                .distribution(DistributionRecording.of(
                                site(),
                                "2026-02-03T08:41:19.402000+00:00",
                                Origins.bucket("brochures", BUCKET + ".s3.eu-west-1.amazonaws.com", OAC),
                                Behaviors.cached("brochures"))
                        .logging(PREFIX))
                .originAccessControl(OAC, BUCKET)
                .bucketPolicy(BUCKET, """
                        {"Version": "2012-10-17", "Statement": [
                         {"Sid": "AllowCloudFrontToRead", "Effect": "Allow",
                          "Principal": {"Service": "cloudfront.amazonaws.com"}, "Action": "s3:GetObject",
                          "Resource": "arn:aws:s3:::%s/*", "Condition": {"StringEquals": {"AWS:SourceArn": "%s"}}},
                         {"Sid": "OnlyFromOurNetwork", "Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
                          "Resource": "arn:aws:s3:::%s/*",
                          "Condition": {"StringNotEquals": {"aws:SourceVpce": ["vpce-0a1b2c3d4e5f60718"]}}}]}
                        """.formatted(BUCKET, site().arn(), BUCKET))
                .object(BUCKET, "index.html", "text/html", 6_412)
                .object(BUCKET, "css/site.css", "text/css", 18_204)
                .object(BUCKET, "js/site.js", "application/javascript", 41_377)
                .trail(
                        BUCKET,
                        TrailEvent.of(
                                "s3.amazonaws.com",
                                "PutBucketPolicy",
                                "2026-11-24T12:01:44",
                                "security/review",
                                "eu-central-1",
                                "{\"bucketName\": \"example-brochures\"}"));
    }
}
