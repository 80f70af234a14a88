package why403.events;

import java.time.Duration;
import java.util.List;

/**
 * Somebody attached the managed policy AllViewer to the behavior of an API, which forwards the viewer's Host header. API Gateway
 * does not know that host.
 */
final class ForwardedHost implements Scenario {

    private static final String API = "/api/*";

    @Override
    public String name() {
        return "forwarded-host";
    }

    @Override
    public Site site() {
        return new Site("E14HOSTEXAMPLE", "d141414abcdef8.cloudfront.net", "portal.example.com", List.of(API));
    }

    @Override
    public Timetable times() {
        return Timetable.of("13:00", "16:02", "16:17", "16:17");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(website(), api(Answer.made("application/json", 1_240)));
    }

    @Override
    public List<Resource> duringIncident() {
        return Resources.all(website(), api(Answer.originRefuses("403", "application/json", 23)));
    }

    private static List<Resource> website() {
        return Resources.all(Resources.website(), Resources.strayPost());
    }

    private static List<Resource> api(Answer answer) {
        return List.of(
                Resource.get("/api/orders", 140, answer),
                Resource.get("/api/profile", 110, answer),
                Resource.post("/api/search", 120, answer),
                Resource.get("/api/messages", 110, answer));
    }

    @Override
    public LogDelivery delivery() {
        return new LogDelivery(
                LogFormat.W3C,
                "example-logs",
                Duration.ofDays(1),
                "AWSLogs/" + Recordings.ACCOUNT + "/CloudFront/" + site().distributionId()
                        + "/%1$tY/%1$tm/%1$td/%2$s.log.gz");
    }

    @Override
    public EventShape event() {
        return EventShape.S3_IN_SNS;
    }

    @Override
    public Recordings account(List<Line> lines) {
        return new Recordings()
                .distribution(DistributionRecording.of(
                                site(),
                                "2026-11-24T15:59:48.610000+00:00",
                                Origins.bucket("portal", "example-portal.s3.eu-west-1.amazonaws.com", "E14OACEXAMPLE1"),
                                Behaviors.cached("portal"))
                        .origin(Origins.server("api", "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com"))
                        .behavior(API, Behaviors.forwarded("api")))
                .originAccessControl("E14OACEXAMPLE1", "portal")
                .ofCloudFront(Recordings.update(
                        site(), "2026-11-24T15:59:48", "admin/rowan", "\"cacheBehaviors\": {\"quantity\": 1}"));
    }
}
