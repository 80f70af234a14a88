package why403.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Two causes in the same minutes: scripts that AWS WAF blocks and, half as often, links that have expired. */
final class Mixture implements Scenario {

    private static final String BUCKET = "example-films";
    private static final String OAC = "E9OACEXAMPLE09";
    private static final String PREFIX = "films/";
    private static final Instant EXPIRED = Instant.parse("2026-11-24T20:00:00Z");

    private final Premium premium = new Premium(new SignedUrls(site().host()), 60);

    @Override
    public String name() {
        return "mixture";
    }

    @Override
    public Site site() {
        return new Site(
                "E9MIXEDEXAMPLE",
                "d999999abcdef8.cloudfront.net",
                "films.example.com",
                List.of("/premium/*", "/account/*"));
    }

    @Override
    public Timetable times() {
        return Timetable.of("17:00", "20:02", "20:17", "20:17");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(free(), premium.fresh());
    }

    @Override
    public List<Resource> duringIncident() {
        return Resources.all(free(), premium.stale(EXPIRED));
    }

    @Override
    public Optional<Flood> flood() {
        return Optional.of(new Flood(120, 20, WebAcl.signIns()));
    }

    private static List<Resource> free() {
        return Resources.all(
                Resources.all(Resources.website(), Resources.probes(Answer.s3HasNone())),
                Resource.post("/account/login", 30, Answer.made("application/json", 310)),
                Resource.post("/account/login", 3, Answer.wafBlocks()));
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
                        "2026-10-07T18:40:05.998000+00:00",
                        Origins.bucket("films", BUCKET + ".s3.eu-west-1.amazonaws.com", OAC),
                        Behaviors.cached("films"))
                .origin(Origins.server("account", "account-api.example.com"))
                .behavior("/premium/*", Behaviors.signed("films", SignedUrls.KEY_GROUP))
                .behavior("/account/*", Behaviors.forwarded("account"))
                .activeKey(SignedUrls.KEY_GROUP, SignedUrls.KEY)
                .webAcl(WebAcl.arn())
                .logging(PREFIX);
        Recordings recordings = new Recordings()
                .distribution(distribution)
                .originAccessControl(OAC, "example-films")
                .grant(BUCKET, site(), true)
                .ofCloudFront()
                .trail("wafv2.amazonaws.com");
        return SignedUrls.record(WebAcl.recordSamples(WebAcl.record(recordings), lines, times()));
    }
}
