package why403.events;

import java.util.List;
import java.util.stream.Stream;

/**
 * Somebody put a cache behavior for all pictures in front of the one for thumbnails, which a server makes. Now the bucket is
 * asked for thumbnails, and has none.
 */
final class BehaviorInFront implements Scenario {

    private static final String BUCKET = "example-gallery";
    private static final String OAC = "E15OACEXAMPLE1";
    private static final String PREFIX = "gallery/";
    private static final String PICTURES = "/img/*";
    private static final String THUMBNAILS = "/img/thumbs/*";

    @Override
    public String name() {
        return "behavior-order";
    }

    @Override
    public Site site() {
        return new Site(
                "E15ORDREXAMPLE",
                "d151515abcdef8.cloudfront.net",
                "gallery.example.com",
                List.of(PICTURES, THUMBNAILS));
    }

    @Override
    public Timetable times() {
        return Timetable.of("11:00", "14:03", "14:18", "14:18");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(
                around(), thumbnails(Answer.cached("image/webp", 6_120)).toList());
    }

    @Override
    public List<Resource> duringIncident() {
        return Resources.all(around(), thumbnails(Answer.s3Refuses()).toList());
    }

    private static List<Resource> around() {
        return Resources.all(
                Resources.all(Resources.pictures("/img/", 12, 18), Resources.strayPost()),
                Resource.get("/index.html", 140, Answer.cached("text/html", 2_204)));
    }

    private static Stream<Resource> thumbnails(Answer answer) {
        return Stream.of("alps", "bay", "canal", "dunes", "ebb", "fjord", "gorge", "heath")
                .map(name -> Resource.get("/img/thumbs/320/" + name + ".webp", 40, answer));
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
                                "2026-11-24T14:01:36.218000+00:00",
                                Origins.bucket("gallery", BUCKET + ".s3.eu-central-1.amazonaws.com", OAC),
                                Behaviors.cached("gallery"))
                        .origin(Origins.server("thumbnails", "thumbs.example.com"))
                        .behavior(PICTURES, Behaviors.cached("gallery"))
                        .behavior(THUMBNAILS, Behaviors.cached("thumbnails"))
                        .logging(PREFIX))
                .originAccessControl(OAC, BUCKET)
                .grant(BUCKET, site(), false)
                .ofCloudFront(Recordings.update(
                        site(), "2026-11-24T14:00:31", "ci/deploy-bot", "\"cacheBehaviors\": {\"quantity\": 2}"));
        thumbnails(Answer.s3Refuses())
                .forEach(thumbnail ->
                        recordings.refused("s3api/head-object/" + BUCKET + thumbnail.path(), "404", "Not Found"));
        return recordings;
    }
}
