package why403.events;

import java.time.Duration;
import java.util.List;

/** The distribution was restricted to three countries. Viewers in all others are refused. */
final class Geo implements Scenario {

    private static final String BUCKET = "example-tickets";
    private static final String OAC = "E6OACEXAMPLE06";
    private static final List<String> COUNTRIES = List.of("AT", "CH", "DE");

    @Override
    public String name() {
        return "geo";
    }

    @Override
    public Site site() {
        return new Site("E6WORLDEXAMPLE", "d666666abcdef8.cloudfront.net", "tickets.example.com", List.of());
    }

    @Override
    public Timetable times() {
        return Timetable.of("03:20", "06:24", "06:39", "06:39");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(
                Resources.all(Resources.website(), Resources.probes(Answer.s3HasNone())), Resources.strayPost());
    }

    @Override
    public List<Resource> duringIncident() {
        return usual().stream()
                .map(resource -> resource.answering(answer -> answer.onlyFor(COUNTRIES)))
                .toList();
    }

    @Override
    public LogDelivery delivery() {
        return new LogDelivery(
                LogFormat.JSON,
                "example-central-logs",
                Duration.ofMinutes(25),
                "AWSLogs/aws-account-id=" + Recordings.ACCOUNT + "/CloudFront/DistributionId=" + site().distributionId()
                        + "/year=%1$tY/month=%1$tm/day=%1$td/hour=%1$tH/%2$s.json.gz");
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
                                "2026-11-24T06:22:48.019000+00:00",
                                Origins.bucket("tickets", BUCKET + ".s3.eu-central-1.amazonaws.com", OAC),
                                Behaviors.cached("tickets"))
                        .onlyFor(COUNTRIES))
                .originAccessControl(OAC, "example-tickets")
                .grant(BUCKET, site(), true)
                .ofCloudFront(Recordings.update(
                        site(),
                        "2026-11-24T06:21:09",
                        "admin/rowan",
                        "\"restrictions\": {\"geoRestriction\": {\"restrictionType\": \"whitelist\"}}"));
    }
}
