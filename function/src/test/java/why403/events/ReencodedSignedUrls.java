package why403.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import why403.events.Resource.Query;
import why403.signing.Signer;

/** A new release of a web application signs the names of recordings first and encodes them afterwards. */
final class ReencodedSignedUrls implements Scenario {

    private static final String BUCKET = "example-lectures";
    private static final String OAC = "E16OACEXAMPLE6";
    private static final String PREFIX = "lectures/";
    private static final List<String> WITH_SPACES =
            List.of("Algebra 1", "Algebra 2", "Field theory", "Galois theory", "Linear maps", "Number theory");
    private static final List<String> WITHOUT_SPACES = List.of("Introduction", "Topology");
    private static final int WEIGHT = 90;

    private final Signer signer = Signer.of(SignedUrls.KEY);

    /** Signing takes longer than all the rest, and many requests use the same link. */
    private final Map<String, String> links = new HashMap<>();

    @Override
    public String name() {
        return "reencoded-signed-urls";
    }

    @Override
    public Site site() {
        return new Site(
                "E16SIGNEXAMPLE", "d161616abcdef8.cloudfront.net", "lectures.example.com", List.of("/members/*"));
    }

    @Override
    public Timetable times() {
        return Timetable.of("06:30", "09:31", "09:46", "09:46");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(free(), Stream.concat(plain(), recordings(false)).toList());
    }

    @Override
    public List<Resource> duringIncident() {
        return Resources.all(free(), Stream.concat(plain(), recordings(true)).toList());
    }

    private static List<Resource> free() {
        return Resources.all(
                Resources.all(Resources.website(), Resources.probes(Answer.s3HasNone())), Resources.strayPost());
    }

    private Stream<Resource> plain() {
        return WITHOUT_SPACES.stream().map(name -> recording(name, false, recorded()));
    }

    private Stream<Resource> recordings(boolean isSignedFirst) {
        return WITH_SPACES.stream()
                .map(name -> recording(name, isSignedFirst, isSignedFirst ? Answer.signatureRefused() : recorded()));
    }

    private Resource recording(String name, boolean isSignedFirst, Answer answer) {
        String sent = "/members/" + name.replace(" ", "%20") + ".mp4";
        String signed = isSignedFirst ? "/members/" + name + ".mp4" : sent;
        return Resource.get(sent, WEIGHT, answer).with(link(signed));
    }

    private static Answer recorded() {
        return Answer.inParts("video/mp4", 188_604_672);
    }

    /** A link of this hour's page. The own parameter is signed, too. */
    private Query link(String path) {
        String url = "https://" + site().host() + path + "?course=mathematics-2026";
        return time -> {
            Instant expires = time.truncatedTo(ChronoUnit.HOURS).plus(2, ChronoUnit.HOURS);
            return "course=mathematics-2026&"
                    + links.computeIfAbsent(url + expires, link -> signer.canned(url, expires));
        };
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
                                "2026-09-14T06:12:44.118000+00:00",
                                Origins.bucket("lectures", BUCKET + ".s3.eu-central-1.amazonaws.com", OAC),
                                Behaviors.cached("lectures"))
                        .behavior("/members/*", Behaviors.signed("lectures", SignedUrls.KEY_GROUP))
                        .activeKey(SignedUrls.KEY_GROUP, SignedUrls.KEY)
                        .logging(PREFIX))
                .originAccessControl(OAC, "example-lectures")
                .grant(BUCKET, site(), true)
                .ofCloudFront();
        return SignedUrls.record(recordings, Signer.Key.RSA.publicPem());
    }
}
