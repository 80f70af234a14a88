package why403.events;

import java.time.Instant;
import java.util.List;

/** A page that holds signed links is cached for longer than the links live. */
final class ExpiredSignedUrls implements Scenario {

    private static final String BUCKET = "example-media";
    private static final String OAC = "E3OACEXAMPLE03";
    private static final String PREFIX = "media/";
    private static final Instant EXPIRED = Instant.parse("2026-11-24T17:00:00Z");

    private final Premium premium = new Premium(new SignedUrls(site().host()), 45);

    @Override
    public String name() {
        return "expired-signed-urls";
    }

    @Override
    public Site site() {
        return new Site("E3VIDEOEXAMPLE", "d333333abcdef8.cloudfront.net", "media.example.com", List.of("/premium/*"));
    }

    @Override
    public Timetable times() {
        return Timetable.of("14:00", "17:01", "17:16", "17:16");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(free(), premium.fresh());
    }

    @Override
    public List<Resource> duringIncident() {
        return Resources.all(free(), premium.stale(EXPIRED));
    }

    private static List<Resource> free() {
        return Resources.all(
                Resources.all(Resources.website(), Resources.probes(Answer.s3HasNone())), Resources.strayPost());
    }

    @Override
    public LogDelivery delivery() {
        return LogDelivery.legacy(PREFIX, site());
    }

    @Override
    public EventShape event() {
        return EventShape.S3_IN_SNS_IN_SQS;
    }

    @Override
    public Recordings account(List<Line> lines) {
        Recordings recordings = new Recordings()
                .distribution(DistributionRecording.of(
                                site(),
                                "2026-03-02T08:15:21.902000+00:00",
                                Origins.bucket("media", BUCKET + ".s3.eu-west-1.amazonaws.com", OAC),
                                Behaviors.cached("media"))
                        .behavior("/premium/*", Behaviors.signed("media", SignedUrls.KEY_GROUP))
                        .activeKey(SignedUrls.KEY_GROUP, SignedUrls.KEY)
                        .logging(PREFIX))
                .originAccessControl(OAC, "example-media")
                .grant(BUCKET, site(), true);
        return SignedUrls.record(recordings);
    }
}
