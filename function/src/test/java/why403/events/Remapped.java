package why403.events;

import java.util.List;
import java.util.stream.Stream;

/**
 * The distribution answers 404 with a page of its own where S3 says 403, so the log has no 403. A deployment removed pictures
 * that pages still show.
 */
final class Remapped implements Scenario {

    private static final String BUCKET = "example-catalog";
    private static final String OAC = "E13OACEXAMPLE1";
    private static final String PREFIX = "catalog/";

    @Override
    public String name() {
        return "remapped";
    }

    @Override
    public Site site() {
        return new Site("E13MAPSEXAMPLE", "d131313abcdef8.cloudfront.net", "catalog.example.com", List.of());
    }

    @Override
    public Timetable times() {
        return Timetable.of("06:00", "09:04", "09:19", "09:19");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(
                website(), pictures(Answer.cached("image/webp", 38_400)).toList());
    }

    @Override
    public List<Resource> duringIncident() {
        return Resources.all(website(), pictures(Answer.errorPage("404", 3_180)).toList());
    }

    private static List<Resource> website() {
        return Resources.all(Resources.website(), gone());
    }

    private static Resource gone() {
        return Resource.get("/products/2024/desk.webp", 2, Answer.errorPage("404", 3_180));
    }

    private static Stream<Resource> pictures(Answer answer) {
        return Stream.of("chair", "table", "lamp", "shelf", "sofa", "rug", "desk", "bed")
                .map(name -> Resource.get("/products/2025/" + name + ".webp", 55, answer));
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
                                "2026-03-17T11:30:02.377000+00:00",
                                Origins.bucket("catalog", BUCKET + ".s3.eu-north-1.amazonaws.com", OAC),
                                Behaviors.cached("catalog"))
                        .errorPage(403, "/errors/not-found.html", 404)
                        .logging(PREFIX))
                .originAccessControl(OAC, BUCKET)
                .grant(BUCKET, site(), false)
                .ofCloudFront()
                .trail(BUCKET);
        Stream.concat(pictures(Answer.s3Refuses()), Stream.of(gone()))
                .forEach(picture ->
                        recordings.refused("s3api/head-object/" + BUCKET + picture.path(), "404", "Not Found"));
        return recordings;
    }
}
