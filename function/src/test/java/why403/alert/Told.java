package why403.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import why403.cause.Cause;
import why403.cause.Certainty;
import why403.cause.Change;
import why403.cause.Diagnosis;
import why403.cause.Kind;
import why403.cause.NotChecked;
import why403.cause.Remedy;
import why403.cause.HotSpot;
import why403.json.JsonTree;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.Phase;
import why403.spike.SpikeNumbers;
import why403.tally.Scope;

/**
 * What is told, and the name of its files: a misconfiguration just opened, a mixture that was examined in part, what the
 * misconfiguration changed into, the mixture's end, one client's burst, a remedy longer than a chat takes, and names that
 * someone chose to do harm.
 */
enum Told {
    MISCONFIGURATION,
    MIXTURE,
    CHANGED,
    OVER,
    ONE_CLIENT,
    LONG,
    HOSTILE;

    private static final Instant FROM = Instant.parse("2026-11-24T10:02:00Z");
    private static final Instant TO = Instant.parse("2026-11-24T10:12:00Z");
    private static final Instant AT = Instant.parse("2026-11-24T10:12:31Z");
    private static final Scope VIDEO = new Scope("path:/video/");
    private static final int STATEMENTS = 60;

    Notice notice() {
        return switch (this) {
            case MISCONFIGURATION -> notice(Event.OPENED, Scope.WHOLE, false, misconfiguration());
            case MIXTURE -> notice(Event.OPENED, VIDEO, false, mixture());
            case CHANGED -> changed();
            case OVER -> notice(Event.RESOLVED, VIDEO, false, mixture());
            case ONE_CLIENT -> notice(Event.OPENED, Scope.WHOLE, true, Diagnosis.ofOneClient("E2EXAMPLE"));
            case LONG -> notice(Event.OPENED, Scope.WHOLE, false, diagnosis(List.of(longRemedy()), List.of(), 412));
            case HOSTILE -> notice(Event.OPENED, new Scope("path:/<!channel>/"), false, hostile());
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
                Optional.of(misconfiguration()));
    }

    static Cause cause(String id, String summary, List<String> evidence, Optional<Remedy> remedy) {
        return new Cause(
                id, Kind.MISCONFIGURATION, Certainty.CONFIRMED, 1, summary, evidence, remedy, Optional.empty());
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
                "s3-grant-missing",
                "no statement of the policy of example-assets lets this distribution read",
                List.of("The policy of example-assets has " + STATEMENTS + " statements, and none names CloudFront."),
                Optional.of(new Remedy(
                        "Add a statement to the policy of example-assets",
                        List.of(
                                "aws s3api put-bucket-policy --bucket example-assets --policy '"
                                        + JsonTree.write(policy) + "'",
                                "aws cloudfront create-invalidation --distribution-id E2EXAMPLE --paths '/*'"),
                        Optional.of(policy))));
    }

    private static Diagnosis hostile() {
        Cause cause = cause(
                "custom-origin-forbidden",
                "the origin refuses /<!here>/*bold* and _this_ `code` & <https://phish.example/|a link>",
                List.of(
                        "Asked for most: @channel (9), ```fence``` (8), :bomb: (7), ~gone~ (6), \u202Egpj.exe (5)",
                        "The user agent is \"<script>alert(1)</script>\", in two\nlines"),
                Optional.of(new Remedy(
                        "Allow <@U012AB3CD> at the origin",
                        List.of("echo '<a & b>' > /tmp/rule", "echo '```' # would end the fence"),
                        Optional.empty())));
        return new Diagnosis(
                List.of(cause),
                List.of(new HotSpot("userAgent", "*curl* <http://phish.example>", 0.9, OptionalDouble.of(3))),
                List.of(new NotChecked("wafv2:GetWebACL", "the role lacks it & <more>")),
                "37",
                OptionalInt.empty(),
                412,
                412,
                "cdn.example.com",
                false,
                List.of());
    }

    static Notice notice(Event event, Scope scope, boolean oneClient, Diagnosis diagnosis) {
        boolean over = event == Event.RESOLVED;
        Incident incident = new Incident(
                "E2EXAMPLE-684888c0-20261124T1002Z",
                "E2EXAMPLE",
                scope,
                FROM,
                FROM,
                TO,
                over ? Phase.RESOLVED : Phase.OPEN,
                oneClient,
                0.004,
                true,
                Instant.parse("2026-11-24T10:03:00Z"),
                over ? Optional.of(TO.plusSeconds(1500)) : Optional.empty(),
                true,
                Optional.empty());
        return new Notice(
                event, incident, AT, new SpikeNumbers(FROM, TO, 3021, 412, over ? 40 : 0, 0.004, true), diagnosis);
    }

    static Diagnosis misconfiguration() {
        Cause grant = new Cause(
                "s3-grant-missing",
                Kind.MISCONFIGURATION,
                Certainty.CONFIRMED,
                1,
                "no statement of the policy of example-assets lets this distribution read",
                List.of(
                        "GetBucketPolicy of example-assets: NoSuchBucketPolicy.",
                        "The origin assets signs its requests with the origin access control E1OACEXAMPLE."),
                Optional.of(new Remedy(
                        "Let the distribution read the bucket",
                        List.of(
                                "aws s3api put-bucket-policy --bucket example-assets --policy '{}'",
                                "aws cloudfront create-invalidation --distribution-id E2EXAMPLE --paths '/img/*'"),
                        Optional.of(JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17")))),
                Optional.of(new Change(
                        "DeleteBucketPolicy",
                        "arn:aws:iam::123456789012:role/ci",
                        Instant.parse("2026-11-24T10:00:12Z"),
                        "example-assets")));
        return new Diagnosis(
                List.of(grant),
                List.of(new HotSpot("path", "/img/", 0.97, OptionalDouble.of(112.04))),
                List.of(),
                "37",
                OptionalInt.of(9),
                412,
                412,
                "cdn.example.com",
                false,
                List.of());
    }

    static Diagnosis mixture() {
        Cause waf = new Cause(
                "waf-block",
                Kind.INTENDED,
                Certainty.LIKELY,
                2 / 3.0,
                "the web ACL example-acl blocks these requests",
                List.of("274 of the records have CloudFront's page \"Request blocked.\" (919 bytes)."),
                Optional.empty(),
                Optional.empty());
        Cause expired = new Cause(
                "signed-request-expired",
                Kind.CLIENT,
                Certainty.CONFIRMED,
                1 / 3.0,
                "signed URLs were asked for after they had expired, by 47 minutes in the middle",
                List.of("138 records carry an Expires before the request's own time."),
                Optional.of(
                        new Remedy("Sign with a later expiry, where the URLs are made", List.of(), Optional.empty())),
                Optional.empty());
        return diagnosis(
                List.of(waf, expired), List.of(new NotChecked("wafv2:GetWebACL", "the role lacks it")), 20_000);
    }

    static Diagnosis diagnosis(List<Cause> causes, List<NotChecked> notChecked, long forbiddenInAll) {
        return new Diagnosis(
                causes,
                List.of(
                        new HotSpot("path", "/video/", 0.996, OptionalDouble.empty()),
                        new HotSpot("country", "DE", 0.7, OptionalDouble.of(3.26))),
                notChecked,
                "64+",
                OptionalInt.empty(),
                Math.min(10_000, forbiddenInAll),
                forbiddenInAll,
                "cdn.example.com",
                true,
                List.of());
    }
}
