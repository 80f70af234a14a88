package why403.events;

import java.util.List;

/** The origin was given a new origin access identity; the bucket policy still names the one before. */
final class WrongOai implements Scenario {

    private static final String BUCKET = "example-downloads";
    private static final String OLD_IDENTITY = "E1OAIEXAMPLE01";
    private static final String NEW_IDENTITY = "E2OAIEXAMPLE02";
    private static final String PREFIX = "downloads/cloudfront/";

    @Override
    public String name() {
        return "wrong-oai";
    }

    @Override
    public Site site() {
        return new Site("E2IDENTEXAMPLE", "d222222abcdef8.cloudfront.net", "downloads.example.com", List.of());
    }

    @Override
    public Timetable times() {
        return Timetable.of("05:30", "08:36", "08:50", "08:50");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(Resources.all(files(), Resources.probes(Answer.s3HasNone())), Resources.strayPost());
    }

    @Override
    public List<Resource> duringIncident() {
        List<Resource> files = Resources.all(files(), Resources.probes(Answer.s3HasNone())).stream()
                .map(file -> file.answering(answer -> answer.but(75, Answer.s3Refuses())))
                .toList();
        return Resources.all(files, Resources.strayPost());
    }

    private static List<Resource> files() {
        return Resources.all(
                Resources.pictures("/previews/", 12, 40),
                Resource.get("/releases/latest.json", 260, Answer.cached("application/json", 812)),
                Resource.get(
                        "/releases/4.2.0/example-app-4.2.0.zip", 90, Answer.inParts("application/zip", 48_211_004)),
                Resource.get(
                        "/releases/4.1.3/example-app-4.1.3.zip", 30, Answer.inParts("application/zip", 47_902_118)),
                Resource.get("/docs/guide.pdf", 60, Answer.inParts("application/pdf", 3_120_448)));
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
                                "2026-11-24T08:34:52.508Z",
                                Origins.bucketByIdentity("downloads", BUCKET + ".s3.amazonaws.com", NEW_IDENTITY),
                                Behaviors.cachedWithoutPolicy("downloads"))
                        .logging(PREFIX)
                        .defaultRootObject(""))
                .originAccessIdentity(OLD_IDENTITY, "downloads")
                .originAccessIdentity(NEW_IDENTITY, "downloads-2")
                .bucketPolicy(BUCKET, policy())
                .object(BUCKET, "releases/latest.json", "application/json", 812)
                .object(BUCKET, "releases/4.2.0/example-app-4.2.0.zip", "application/zip", 48_211_004)
                .object(BUCKET, "docs/guide.pdf", "application/pdf", 3_120_448)
                .ofCloudFront(Recordings.update(
                        site(),
                        "2026-11-24T08:33:27",
                        "admin/morgan",
                        "\"origins\": {\"items\": [{\"id\": \"downloads\"}]}"))
                .trail(BUCKET);
    }

    private static String policy() {
        String principal = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity " + OLD_IDENTITY;
        return """
                {"Version": "2008-10-17", "Id": "PolicyForCloudFrontPrivateContent", "Statement": [
                 {"Sid": "1", "Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "s3:GetObject",
                  "Resource": "arn:aws:s3:::%s/*"},
                 {"Sid": "2", "Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "s3:ListBucket",
                  "Resource": "arn:aws:s3:::%s"}]}
                """.formatted(principal, BUCKET, principal, BUCKET);
    }
}
