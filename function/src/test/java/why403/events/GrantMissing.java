package why403.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Somebody deleted the bucket policy: all that the edges have not cached, or must ask again, is refused by S3. */
final class GrantMissing implements Scenario {

    private static final String BUCKET = "example-assets";
    private static final String OAC = "E1OACEXAMPLE01";
    private static final String PREFIX = "cdn/";

    @Override
    public String name() {
        return "grant-missing";
    }

    @Override
    public Site site() {
        return new Site("E1GRANTEXAMPLE", "d111111abcdef8.cloudfront.net", "cdn.example.com", List.of());
    }

    @Override
    public Timetable times() {
        return Timetable.of("07:00", "10:02", "10:17", "10:17");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(
                Resources.all(Resources.website(), Resources.probes(Answer.s3HasNone())), Resources.strayPost());
    }

    @Override
    public List<Resource> duringIncident() {
        List<Resource> files = Resources.all(Resources.website(), Resources.probes(Answer.s3HasNone())).stream()
                .map(file -> file.answering(answer -> answer.but(62, Answer.s3Refuses())))
                .toList();
        return Resources.all(files, Resources.strayPost());
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
        DistributionRecording distribution = DistributionRecording.of(
                        site(),
                        "2026-06-11T13:20:37.114000+00:00",
                        Origins.bucket("assets", BUCKET + ".s3.eu-central-1.amazonaws.com", OAC),
                        Behaviors.cached("assets"))
                .logging(PREFIX);
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putObject("DistributionList").putArray("Items").add(distribution.summary());
        return new Recordings()
                .found("cloudfront/list-distributions", list)
                .distribution(distribution)
                .originAccessControl(OAC, "example-assets")
                .refusedInWords(
                        "s3api/get-bucket-policy/" + BUCKET,
                        "NoSuchBucketPolicy",
                        "GetBucketPolicy",
                        "The bucket policy does not exist")
                .object(BUCKET, "index.html", "text/html", 6_412)
                .object(BUCKET, "css/site.css", "text/css", 18_204)
                .object(BUCKET, "js/site.js", "application/javascript", 41_377)
                .trail(
                        BUCKET,
                        TrailEvent.of(
                                "s3.amazonaws.com",
                                "DeleteBucketPolicy",
                                "2026-11-24T10:00:13",
                                "ci/deploy-bot",
                                "eu-central-1",
                                "{\"bucketName\": \"example-assets\", \"policy\": \"\"}"));
    }
}
