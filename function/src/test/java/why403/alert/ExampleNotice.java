package why403.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import why403.cause.AwsResource;
import why403.cause.AwsResource.Bucket;
import why403.cause.AwsResource.WebAcl;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Change;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.cause.Diagnosis;
import why403.cause.DistributionName;
import why403.cause.Headline;
import why403.cause.HotSpot;
import why403.cause.NotChecked;
import why403.cause.Remedy;
import why403.cause.ViewerCount;
import why403.json.JsonTree;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.Period;
import why403.spike.Phase;
import why403.spike.SpikeNumbers;
import why403.tally.Scope;

/** Notices of many kinds, and the names of the files that hold their forms. */
enum ExampleNotice {
    /** A bucket policy was deleted: one cause with commands. */
    MISCONFIGURATION,
    /** Five causes of three kinds, two of them small; the misconfiguration explains only 7 %. */
    MIXTURE,
    /** A web ACL does its job, and nothing else is wrong. */
    INTENDED,
    /** The misconfiguration changed into the mixture. */
    CHANGED,
    /** The end of the mixture. */
    RESOLVED,
    /** The misconfiguration after two days. */
    EXPIRED,
    /** The configuration could not be read. */
    NOT_DIAGNOSED,
    /** Two causes on one bucket, with some commands in common. */
    TWO_ON_ONE_BUCKET,
    /** A spike of one client. */
    ONE_CLIENT,
    /** A command longer than a chat allows. */
    LONG,
    /** Names chosen by an attacker. */
    HOSTILE;

    static final DistributionName CDN =
            new DistributionName("E2EXAMPLE", "cdn.example.com", "aws", Optional.of("123456789012"), false);

    private static final Instant FROM = Instant.parse("2026-11-24T10:02:00Z");
    private static final Instant TO = Instant.parse("2026-11-24T10:12:00Z");
    private static final Instant AT = Instant.parse("2026-11-24T10:12:31Z");
    private static final Scope VIDEO = new Scope("path:/video/");
    private static final Bucket BUCKET = new Bucket("aws", "example-assets", Optional.of("eu-central-1"));
    private static final int STATEMENTS = 60;

    Notice notice() {
        return switch (this) {
            case MISCONFIGURATION -> opened(Scope.WHOLE, misconfiguration());
            case MIXTURE -> opened(VIDEO, mixture());
            case INTENDED -> opened(Scope.WHOLE, diagnosis(List.of(webAcl(1)), List.of(), 412));
            case CHANGED -> changed();
            case RESOLVED -> notice(Event.RESOLVED, VIDEO, false, mixture());
            case EXPIRED -> notice(Event.EXPIRED, Scope.WHOLE, false, misconfiguration());
            case NOT_DIAGNOSED -> opened(Scope.WHOLE, notDiagnosed());
            case TWO_ON_ONE_BUCKET -> opened(Scope.WHOLE, twoOnOneBucket());
            case ONE_CLIENT -> notice(Event.OPENED, Scope.WHOLE, true, Diagnosis.ofOneClient("E2EXAMPLE"));
            case LONG -> opened(Scope.WHOLE, diagnosis(List.of(longRemedy()), List.of(), 412));
            case HOSTILE -> opened(new Scope("path:/<!channel>/"), hostile());
        };
    }

    String file(String ending) {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ending;
    }

    private static Notice changed() {
        Notice alone = notice(Event.CHANGED, Scope.WHOLE, false, mixture());
        return new Notice(
                alone.event(),
                alone.incident(),
                alone.at(),
                alone.spike(),
                alone.diagnosis(),
                Optional.of(misconfiguration()),
                Period.LAST_TEN_MINUTES);
    }

    static Notice opened(Scope scope, Diagnosis diagnosis) {
        return notice(Event.OPENED, scope, false, diagnosis);
    }

    static Notice opened(Cause... causes) {
        return opened(Scope.WHOLE, diagnosis(List.of(causes), List.of(), 412));
    }

    static Notice notice(Event event, Scope scope, boolean oneClient, Diagnosis diagnosis) {
        int ambiguous = event == Event.RESOLVED ? 40 : 0;
        return notice(
                event, scope, oneClient, new SpikeNumbers(FROM, TO, 3021, 412, ambiguous, 0.004, true), diagnosis);
    }

    static Notice notice(Event event, Scope scope, boolean oneClient, SpikeNumbers spike, Diagnosis diagnosis) {
        Instant opened = spike.from().plusSeconds(60);
        Phase phase = switch (event) {
            case OPENED, CHANGED, DIAGNOSED -> Phase.OPEN;
            case RESOLVED -> Phase.RESOLVED;
            case EXPIRED -> Phase.EXPIRED;
        };
        Optional<Instant> ended = switch (event) {
            case OPENED, CHANGED, DIAGNOSED -> Optional.empty();
            case RESOLVED -> Optional.of(spike.to().plusSeconds(1500));
            case EXPIRED -> Optional.of(opened.plus(Duration.ofDays(2)));
        };
        Incident incident = new Incident(
                "E2EXAMPLE-684888c0-20261124T1002Z",
                "E2EXAMPLE",
                scope,
                spike.from(),
                spike.from(),
                spike.to(),
                phase,
                oneClient,
                spike.usualRate(),
                spike.usualIsKnown(),
                opened,
                ended,
                true,
                Optional.empty());
        return new Notice(event, incident, AT, spike, diagnosis);
    }

    /** A confirmed cause that explains everything, without resources. */
    static Cause cause(CauseId id, String summary, List<String> evidence, Optional<Remedy> remedy) {
        return new Cause(
                id,
                Certainty.CONFIRMED,
                1,
                Headline.always(summary),
                summary,
                evidence,
                remedy,
                Optional.empty(),
                List.of());
    }

    static Cause with(Cause cause, Certainty certainty, double explained, AwsResource... resources) {
        return new Cause(
                cause.id(),
                certainty,
                explained,
                cause.headline(),
                cause.summary(),
                cause.evidence(),
                cause.remedy(),
                cause.change(),
                List.of(resources));
    }

    static Diagnosis misconfiguration() {
        Cause grant = new Cause(
                CauseId.S3_GRANT_MISSING,
                Certainty.CONFIRMED,
                1,
                new Headline(
                        "bucket example-assets has no bucket policy", "bucket example-assets had no bucket policy"),
                "bucket example-assets has no bucket policy, so CloudFront may not read it",
                List.of(
                        "GetBucketPolicy example-assets: NoSuchBucketPolicy.",
                        "Origin assets signs its requests (origin access control E1OACEXAMPLE)."),
                Optional.of(new Remedy(
                        "Let this distribution read the bucket. Simulated: the resulting policy allows these requests",
                        Optional.empty(),
                        commands("AllowCloudFront", "/css/*", "/index.html"),
                        Optional.of(JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17")))),
                Optional.of(new Change(
                        "DeleteBucketPolicy",
                        "arn:aws:sts::123456789012:assumed-role/ci/deploy-bot",
                        Instant.parse("2026-11-24T10:00:12Z"),
                        "example-assets")),
                List.of(BUCKET));
        return new Diagnosis(
                List.of(grant),
                List.of(new HotSpot("path", "/img/", 0.97, OptionalDouble.of(112.04), 401)),
                List.of(),
                new ViewerCount(147),
                OptionalInt.of(9),
                412,
                412,
                CDN,
                List.of());
    }

    /** Get, edit, put, and clear the cache. */
    static List<Command> commands(String sid, String... paths) {
        return List.of(
                new Command(
                        "Save the current policy",
                        "aws s3api get-bucket-policy --bucket example-assets --region eu-central-1 --query Policy"
                                + " --output text > example-assets-before.json",
                        Effect.PREPARES),
                new Command(
                        "Add the statement",
                        "jq '.Statement += [{\"Sid\":\"" + sid
                                + "\"}]' example-assets-before.json > example-assets-after.json",
                        Effect.PREPARES),
                new Command(
                        "Store the changed policy",
                        "aws s3api put-bucket-policy --bucket example-assets --region eu-central-1"
                                + " --policy file://example-assets-after.json",
                        Effect.CHANGES_CONFIGURATION),
                new Command(
                        "Clear cached errors",
                        "aws cloudfront create-invalidation --distribution-id E2EXAMPLE --paths '"
                                + String.join("' '", paths) + "'",
                        Effect.CLEARS_CACHE));
    }

    private static Cause webAcl(double explained) {
        return new Cause(
                CauseId.WAF_BLOCK,
                Certainty.LIKELY,
                explained,
                new Headline("web ACL example-acl blocks these requests", "web ACL example-acl blocked these requests"),
                "web ACL example-acl blocks these requests",
                List.of("274 of the records have CloudFront's page \"Request blocked.\" (919 bytes)."),
                Optional.empty(),
                Optional.empty(),
                List.of(new WebAcl("example-acl", "473e64fd-f30b-4765-81a0-62ad96dd167a")));
    }

    static Diagnosis mixture() {
        Cause expired = new Cause(
                CauseId.SIGNED_REQUEST_EXPIRED,
                Certainty.CONFIRMED,
                0.3,
                new Headline(
                        "signed URLs are requested after they expire", "signed URLs were requested after they expired"),
                "signed URLs are requested after they expire, half of them by more than 47 minutes",
                List.of("138 records carry an Expires before the time of the request."),
                Optional.of(Remedy.byHand("Sign with a later expiry where the URLs are made")),
                Optional.empty(),
                List.of());
        Cause method = new Cause(
                CauseId.METHOD_NOT_ALLOWED,
                Certainty.CONFIRMED,
                0.07,
                new Headline(
                        "cache behavior /video/* does not allow POST", "cache behavior /video/* did not allow POST"),
                "cache behavior /video/* does not allow POST",
                List.of("29 records have the method POST."),
                Optional.of(new Remedy(
                        "Allow POST in cache behavior /video/*",
                        Optional.of("Only if these requests should be allowed"),
                        List.of(
                                new Command(
                                        "Save the current configuration",
                                        "aws cloudfront get-distribution-config --id E2EXAMPLE > E2EXAMPLE.json",
                                        Effect.PREPARES),
                                new Command(
                                        "Allow the methods",
                                        "jq '.DistributionConfig' E2EXAMPLE.json > E2EXAMPLE-changed.json",
                                        Effect.PREPARES),
                                new Command(
                                        "Update the distribution",
                                        "aws cloudfront update-distribution --id E2EXAMPLE --if-match \"$(jq -r .ETag"
                                                + " E2EXAMPLE.json)\" --distribution-config"
                                                + " file://E2EXAMPLE-changed.json",
                                        Effect.CHANGES_CONFIGURATION)),
                        Optional.empty())),
                Optional.empty(),
                List.of());
        Cause country = with(
                cause(CauseId.GEO_RESTRICTION, "the distribution does not serve KP", List.of(), Optional.empty()),
                Certainty.LIKELY,
                0.02);
        Cause http = with(
                cause(CauseId.HTTPS_REQUIRED, "cache behavior * requires HTTPS", List.of(), Optional.empty()),
                Certainty.CONFIRMED,
                0.01);
        return diagnosis(
                List.of(webAcl(0.6), expired, method, country, http),
                List.of(new NotChecked("wafv2:GetWebACL", "the role lacks it")),
                20_000);
    }

    private static Diagnosis notDiagnosed() {
        Cause unexplained = new Cause(
                CauseId.UNEXPLAINED,
                Certainty.POSSIBLE,
                1,
                new Headline(
                        "not diagnosed: the distribution's configuration could not be read",
                        "not diagnosed: the distribution's configuration could not be read"),
                "not diagnosed: the distribution's configuration could not be read",
                List.of("Answers: Error, text/html of 919 bytes from the edge (412)."),
                Optional.of(Remedy.byHand("Record the account next to the logs: replay --missing prints the commands")),
                Optional.empty(),
                List.of());
        return new Diagnosis(
                List.of(unexplained),
                List.of(),
                List.of(new NotChecked("cloudfront:GetDistribution", "it is not recorded")),
                ViewerCount.NONE,
                OptionalInt.empty(),
                412,
                412,
                new DistributionName("E2EXAMPLE", "E2EXAMPLE", "aws", Optional.empty(), false),
                List.of());
    }

    private static Diagnosis twoOnOneBucket() {
        Cause policy = misconfiguration().causes().get(0);
        Cause denied = cause(
                CauseId.S3_GRANT_WRONG_ACTION,
                "the policy of bucket example-assets allows ListBucket instead of GetObject",
                List.of("Statement 1 allows s3:ListBucket."),
                Optional.of(new Remedy(
                        "Allow s3:GetObject",
                        Optional.empty(),
                        commands("AllowGet", "/css/*", "/index.html"),
                        Optional.empty())));
        return diagnosis(
                List.of(with(policy, Certainty.CONFIRMED, 0.8, BUCKET), with(denied, Certainty.CONFIRMED, 0.2, BUCKET)),
                List.of(),
                412);
    }

    private static Cause longRemedy() {
        ObjectNode policy = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        for (int i = 1; i <= STATEMENTS; i++) {
            statements
                    .addObject()
                    .put("Sid", "Tenant" + i)
                    .put("Effect", "Allow")
                    .put("Principal", "arn:aws:iam::111122223333:role/tenant-" + i)
                    .put("Action", "s3:GetObject")
                    .put("Resource", "arn:aws:s3:::example-assets/tenant-" + i + "/*");
        }
        return cause(
                CauseId.S3_GRANT_MISSING,
                "no statement of the policy of bucket example-assets lets this distribution read its objects",
                List.of("The policy of example-assets has " + STATEMENTS + " statements, and none names CloudFront."),
                Optional.of(new Remedy(
                        "Add a statement to the policy of example-assets",
                        Optional.empty(),
                        List.of(
                                new Command(
                                        "Add the statement",
                                        "jq '. + " + JsonTree.write(policy) + "' before.json > after.json",
                                        Effect.PREPARES),
                                new Command(
                                        "Clear cached errors",
                                        "aws cloudfront create-invalidation --distribution-id E2EXAMPLE --paths '/*'",
                                        Effect.CLEARS_CACHE)),
                        Optional.of(policy))));
    }

    private static Diagnosis hostile() {
        Cause cause = cause(
                CauseId.CUSTOM_ORIGIN_FORBIDDEN,
                "the origin refuses /<!here>/*bold* and _this_ `code` & <https://phish.example/|a link>",
                List.of(
                        "Asked for most: @channel (9), ```fence``` (8), :bomb: (7), ~gone~ (6), \u202Egpj.exe (5)",
                        "The user agent is \"<script>alert(1)</script>\", in two\nlines"),
                Optional.of(new Remedy(
                        "Allow <@U012AB3CD> at the origin",
                        Optional.of("Only if <!everyone> agrees"),
                        List.of(
                                new Command("Write *this*", "echo '<a & b>' > /tmp/rule", Effect.CHANGES_CONFIGURATION),
                                new Command("Write `that`", "echo '```' # would end the fence", Effect.PREPARES)),
                        Optional.empty())));
        return new Diagnosis(
                List.of(with(
                        cause,
                        Certainty.CONFIRMED,
                        1,
                        new Bucket("aws", "<!here>|*b*", Optional.of("r&<x>")),
                        new WebAcl("_acl_ <@U1>", "1/../2?x#y"))),
                List.of(new HotSpot("userAgent", "*curl* <http://phish.example>", 0.9, OptionalDouble.of(3), 371)),
                List.of(new NotChecked("wafv2:GetWebACL", "the role lacks it & <more>")),
                new ViewerCount(37),
                OptionalInt.empty(),
                412,
                412,
                CDN,
                List.of());
    }

    static Diagnosis diagnosis(List<Cause> causes, List<NotChecked> notChecked, long forbiddenInAll) {
        long examined = Math.min(10_000, forbiddenInAll);
        return new Diagnosis(
                causes,
                List.of(
                        new HotSpot("path", "/video/", 0.996, OptionalDouble.empty(), examined),
                        new HotSpot("country", "DE", 0.7, OptionalDouble.of(3.26), examined * 7 / 10)),
                notChecked,
                new ViewerCount(1_204),
                OptionalInt.empty(),
                examined,
                forbiddenInAll,
                CDN,
                List.of());
    }
}
