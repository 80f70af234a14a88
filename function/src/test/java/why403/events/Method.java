package why403.events;

import java.time.Duration;
import java.util.List;

/** A new release of the site's script posts what it measures to a path whose behavior allows GET and HEAD only. */
final class Method implements Scenario {

    private static final String BUCKET = "example-forms";
    private static final String OAC = "E7OACEXAMPLE07";

    @Override
    public String name() {
        return "method";
    }

    @Override
    public Site site() {
        return new Site("E7FORMSEXAMPLE", "d777777abcdef8.cloudfront.net", "forms.example.com", List.of());
    }

    @Override
    public Timetable times() {
        return Timetable.of("12:10", "15:12", "15:27", "15:27");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(
                Resources.all(Resources.website(), Resources.probes(Answer.s3HasNone())), Resources.strayPost());
    }

    @Override
    public List<Resource> duringIncident() {
        return Resources.all(
                usual(),
                Resource.post("/collect/vitals", 700, Answer.methodRefused()),
                Resource.post("/collect/errors", 120, Answer.methodRefused()));
    }

    @Override
    public LogDelivery delivery() {
        return new LogDelivery(
                LogFormat.PLAIN,
                "example-central-logs",
                Duration.ofMinutes(30),
                "AWSLogs/" + Recordings.ACCOUNT + "/CloudFront/" + site().distributionId()
                        + ".%1$tY-%1$tm-%1$td-%1$tH.%2$s");
    }

    @Override
    public EventShape event() {
        return EventShape.EVENTBRIDGE_IN_SQS;
    }

    @Override
    public Recordings account(List<Line> lines) {
        return new Recordings()
                .distribution(DistributionRecording.of(
                        site(),
                        "2026-05-04T10:31:55.283000+00:00",
                        Origins.bucket("forms", BUCKET + ".s3.us-west-2.amazonaws.com", OAC),
                        Behaviors.cached("forms")))
                .originAccessControl(OAC, "example-forms")
                .grant(BUCKET, site(), true)
                .ofCloudFront();
    }
}
