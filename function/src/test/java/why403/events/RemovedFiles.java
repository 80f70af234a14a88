package why403.events;

import java.util.List;
import java.util.stream.Stream;

/**
 * A deploy removed the files of the release before, and pages that viewers still have open ask for them. S3 says 403 and
 * not 404, because CloudFront may not list the bucket. Later the files are put back.
 */
final class RemovedFiles implements Scenario {

    private static final String BUCKET = "example-app";
    private static final String OAC = "E8OACEXAMPLE08";
    private static final String PREFIX = "app/";
    private static final List<String> NAMES =
            List.of("main", "vendor", "router", "charts", "editor", "search", "profile", "settings", "login", "maps");

    @Override
    public String name() {
        return "removed-files";
    }

    @Override
    public Site site() {
        return new Site("E8BUILDEXAMPLE", "d888888abcdef8.cloudfront.net", "app.example.com", List.of());
    }

    @Override
    public Timetable times() {
        return Timetable.of("08:00", "11:03", "11:19", "11:59");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(around(), bundles("4f2a9c1b", 40).toList());
    }

    @Override
    public List<Resource> duringIncident() {
        List<Resource> removed = bundles("4f2a9c1b", 40)
                .map(file -> file.answering(answer -> answer.but(80, Answer.s3Refuses())))
                .toList();
        return Resources.all(
                Resources.all(around(), removed), bundles("b07d5e92", 16).toList());
    }

    private static Stream<Resource> bundles(String release, int weight) {
        return NAMES.stream()
                .map(name -> Resource.get(
                        "/assets/" + name + "." + release + ".js",
                        weight,
                        Answer.cached("application/javascript", 20_000 + 3_571L * name.length())));
    }

    private static List<Resource> around() {
        return Resources.all(
                Resources.all(Resources.pictures("/img/", 12, 14), Resources.probes(Answer.s3Refuses())),
                Resource.get("/index.html", 140, Answer.cached("text/html", 2_204)),
                Resource.get("/manifest.json", 60, Answer.cached("application/json", 644)));
    }

    @Override
    public LogDelivery delivery() {
        return LogDelivery.legacy(PREFIX, site());
    }

    @Override
    public EventShape event() {
        return EventShape.EVENTBRIDGE_IN_SQS;
    }

    @Override
    public Recordings account(List<Line> lines) {
        Recordings recordings = new Recordings()
                .distribution(DistributionRecording.of(
                                site(),
                                "2026-04-20T09:12:30.755000+00:00",
                                Origins.bucket("app", BUCKET + ".s3.eu-west-1.amazonaws.com", OAC),
                                Behaviors.cached("app"))
                        .logging(PREFIX))
                .originAccessControl(OAC, "example-app")
                .grant(BUCKET, site(), false)
                .ofCloudFront()
                .trail(BUCKET);
        lines.stream()
                .filter(line -> line.value("sc-status").equals("403"))
                .map(line -> line.value("cs-uri-stem").substring(1))
                .distinct()
                .sorted()
                .forEach(key -> recordMissing(recordings, key));
        return recordings;
    }

    /** In one or the other of the two forms that a refusal may be recorded in. */
    private static void recordMissing(Recordings recordings, String key) {
        String path = "s3api/head-object/" + BUCKET + "/" + key;
        if (key.startsWith("assets/")) {
            recordings.refusedInWords(path, "404", "HeadObject", "Not Found");
        } else {
            recordings.refused(path, "404", "Not Found");
        }
    }
}
