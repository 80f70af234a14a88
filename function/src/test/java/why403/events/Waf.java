package why403.events;

import java.util.List;
import java.util.Optional;

/** Scripts try passwords from many addresses; a rule of the web ACL blocks them until they give up. */
final class Waf implements Scenario {

    private static final String BUCKET = "example-site";
    private static final String OAC = "E5OACEXAMPLE05";
    private static final String PREFIX = "www/";

    @Override
    public String name() {
        return "waf";
    }

    @Override
    public Site site() {
        return new Site("E5GUARDEXAMPLE", "d555555abcdef8.cloudfront.net", "www.example.com", List.of("/account/*"));
    }

    @Override
    public Timetable times() {
        return Timetable.of("18:00", "21:01", "21:14", "21:54");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(
                Resources.all(Resources.website(), Resources.probes(Answer.s3HasNone())),
                Resource.get("/account/login", 40, Answer.made("text/html; charset=utf-8", 5_204)),
                Resource.post("/account/login", 25, Answer.made("application/json", 310)),
                Resource.post("/account/login", 2, Answer.wafBlocks()));
    }

    @Override
    public List<Resource> duringIncident() {
        return usual();
    }

    @Override
    public Optional<Flood> flood() {
        return Optional.of(new Flood(140, 30, WebAcl.signIns()));
    }

    @Override
    public LogDelivery delivery() {
        return LogDelivery.legacy(PREFIX, site());
    }

    @Override
    public EventShape event() {
        return EventShape.S3_IN_SNS;
    }

    @Override
    public Recordings account(List<Line> lines) {
        DistributionRecording distribution = DistributionRecording.of(
                        site(),
                        "2026-08-19T15:02:13.440000+00:00",
                        Origins.bucket("site", BUCKET + ".s3.eu-central-1.amazonaws.com", OAC),
                        Behaviors.cached("site"))
                .origin(Origins.server("account", "account-api.example.com"))
                .behavior("/account/*", Behaviors.forwarded("account"))
                .webAcl(WebAcl.arn())
                .logging(PREFIX);
        Recordings recordings = new Recordings()
                .distribution(distribution)
                .originAccessControl(OAC, "example-site")
                .grant(BUCKET, site(), true)
                .ofCloudFront()
                .trail("wafv2.amazonaws.com");
        return WebAcl.recordSamples(WebAcl.record(recordings), lines, times());
    }
}
