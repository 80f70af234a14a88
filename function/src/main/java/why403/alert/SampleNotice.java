package why403.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import why403.cause.AwsResource.Bucket;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.cause.Diagnosis;
import why403.cause.DistributionName;
import why403.cause.Headline;
import why403.cause.HotSpot;
import why403.cause.Remedy;
import why403.cause.ViewerCount;
import why403.json.JsonTree;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.Phase;
import why403.spike.SpikeNumbers;
import why403.tally.Scope;

/**
 * A notice without an incident, for somebody who wants to see that notices arrive and what they look like. Every form
 * says that it is a sample. A program can tell by its {@code incidentId}, which begins with {@code sample-}.
 */
public final class SampleNotice {

    private static final String DISTRIBUTION = "E2EXAMPLE";
    private static final Duration LASTED = Duration.ofMinutes(10);
    private static final int FORBIDDEN = 412;
    private static final int REQUESTS = 3021;
    private static final double USUAL_RATE = 0.004;
    private static final int UNDER_IMG = 401;
    private static final int VIEWERS = 37;
    private static final int COUNTRIES = 9;
    private static final String BUCKET = "example-assets";
    private static final String FILE = "example-assets-policy";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SampleNotice() {}

    /** The sample as if the incident had been found at that time. */
    public static RenderedNotice at(Instant now) {
        return at(now, new Renderer());
    }

    /** The same with the links of a deployment. */
    public static RenderedNotice at(Instant now, Renderer renderer) {
        Instant to = now.truncatedTo(ChronoUnit.MINUTES);
        Instant from = to.minus(LASTED);
        return renderer.render(new Notice(
                Event.OPENED,
                incident(from, to),
                now.truncatedTo(ChronoUnit.SECONDS),
                new SpikeNumbers(from, to, REQUESTS, FORBIDDEN, 0, USUAL_RATE, true),
                diagnosis(from)));
    }

    private static Incident incident(Instant from, Instant to) {
        return new Incident(
                Notice.SAMPLE + DISTRIBUTION + "-" + from,
                DISTRIBUTION,
                Scope.WHOLE,
                from,
                from,
                to,
                Phase.OPEN,
                false,
                USUAL_RATE,
                true,
                from,
                Optional.empty(),
                true,
                Optional.empty());
    }

    private static Diagnosis diagnosis(Instant from) {
        return new Diagnosis(
                List.of(cause(from)),
                List.of(new HotSpot("path", "/img/", 0.97, OptionalDouble.of(112), UNDER_IMG)),
                List.of(),
                new ViewerCount(VIEWERS),
                OptionalInt.of(COUNTRIES),
                FORBIDDEN,
                FORBIDDEN,
                new DistributionName(DISTRIBUTION, "cdn.example.com", "aws", Optional.of("123456789012"), false),
                List.of());
    }

    private static Cause cause(Instant from) {
        return new Cause(
                CauseId.S3_GRANT_MISSING,
                Certainty.CONFIRMED,
                1,
                new Headline(
                        "bucket example-assets has no bucket policy", "bucket example-assets had no bucket policy"),
                "bucket example-assets has no bucket policy, so distribution E2EXAMPLE may not read it",
                List.of(
                        "This is a sample: no log and no account was read, and nothing is wrong.",
                        "GetBucketPolicy of example-assets: NoSuchBucketPolicy.",
                        "Origin assets signs its requests (origin access control E1OACEXAMPLE)."),
                Optional.of(remedy(from)),
                Optional.empty(),
                List.of(new Bucket("aws", BUCKET, Optional.of("eu-central-1"))));
    }

    /** The commands are those of a real notice, so that a reader sees what a fix looks like. */
    private static Remedy remedy(Instant from) {
        String backup = FILE + "-" + MINUTE.format(from) + "-before.json";
        JsonNode statement = statement();
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.put("Version", "2012-10-17");
        policy.putArray("Statement").add(statement);
        String get = "aws s3api get-bucket-policy --bucket example-assets --region eu-central-1 --query Policy"
                + " --output text >| " + FILE + "-current.json 2>| " + FILE + "-error.txt"
                + " || { cat " + FILE + "-error.txt >&2; grep -q '(NoSuchBucketPolicy)' " + FILE + "-error.txt"
                + " && echo '{\"Version\":\"2012-10-17\",\"Statement\":[]}' >| " + FILE + "-current.json; }"
                + " && { test -e " + backup + " || cp " + FILE + "-current.json " + backup + "; }";
        String edit = "jq '.Statement = ((if (.Statement | type) == \"array\" then .Statement"
                + " else [.Statement // empty] end) | . + ([" + JsonTree.write(statement)
                + "] - .))' " + FILE + "-current.json >| " + FILE + "-after.json || rm -f " + FILE + "-after.json";
        String put = "test -s " + FILE + "-after.json && aws s3api put-bucket-policy --bucket example-assets"
                + " --region eu-central-1 --policy file://" + FILE + "-after.json";
        return new Remedy(
                "This is a sample, and there is nothing to fix. Let distribution E2EXAMPLE read bucket example-assets",
                Optional.empty(),
                List.of(
                        new Command(
                                "Save the current policy, and keep a backup in " + backup
                                        + " (a bucket without one starts with an empty policy)",
                                get,
                                Effect.PREPARES),
                        new Command("Add the statement", edit, Effect.PREPARES),
                        new Command("Store the changed policy", put, Effect.CHANGES_CONFIGURATION),
                        new Command(
                                "Clear cached errors",
                                "aws cloudfront create-invalidation --distribution-id E2EXAMPLE --paths '/img/*'",
                                Effect.CLEARS_CACHE)),
                Optional.of(policy));
    }

    private static JsonNode statement() {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("Sid", "AllowCloudFrontE2EXAMPLEGetObject").put("Effect", "Allow");
        statement.putObject("Principal").put("Service", "cloudfront.amazonaws.com");
        statement.put("Action", "s3:GetObject").put("Resource", "arn:aws:s3:::example-assets/*");
        statement
                .putObject("Condition")
                .putObject("StringEquals")
                .put("AWS:SourceArn", "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE");
        return statement;
    }
}
