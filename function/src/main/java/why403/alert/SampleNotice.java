package why403.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import why403.cause.Cause;
import why403.cause.Certainty;
import why403.cause.Change;
import why403.cause.Diagnosis;
import why403.cause.Kind;
import why403.cause.Remedy;
import why403.cause.HotSpot;
import why403.json.JsonTree;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.Phase;
import why403.spike.SpikeNumbers;
import why403.tally.Scope;

/**
 * A notice of no incident, for someone who wants to see that notices arrive, and what they look like. Every form says
 * that it is a sample; a program knows by its {@code incidentId}, which begins with {@code sample-}.
 */
public final class SampleNotice {

    private static final String DISTRIBUTION = "E2EXAMPLE";
    private static final Duration LASTED = Duration.ofMinutes(10);
    private static final int FORBIDDEN = 412;
    private static final int REQUESTS = 3021;
    private static final double USUAL_RATE = 0.004;

    private SampleNotice() {}

    /** The sample as if it had been found at that time. */
    public static RenderedNotice at(Instant now) {
        Instant to = now.truncatedTo(ChronoUnit.MINUTES);
        Instant from = to.minus(LASTED);
        return new Renderer()
                .render(new Notice(
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
                List.of(new HotSpot("path", "/img/", 0.97, OptionalDouble.of(112))),
                List.of(),
                "37",
                OptionalInt.of(9),
                FORBIDDEN,
                FORBIDDEN,
                "cdn.example.com",
                false,
                List.of());
    }

    private static Cause cause(Instant from) {
        return new Cause(
                "s3-grant-missing",
                Kind.MISCONFIGURATION,
                Certainty.CONFIRMED,
                1,
                "bucket example-assets has no policy, so distribution E2EXAMPLE (OAC E1OACEXAMPLE) may not use"
                        + " s3:GetObject",
                List.of(
                        "This is a sample: nothing was looked at, and nothing is wrong.",
                        "GetBucketPolicy of example-assets: NoSuchBucketPolicy.",
                        "Origin assets (bucket example-assets) has OAC E1OACEXAMPLE (signs always)."),
                Optional.of(remedy()),
                Optional.of(new Change(
                        "DeleteBucketPolicy",
                        "arn:aws:iam::123456789012:role/deploy-example",
                        from.minus(2, ChronoUnit.MINUTES),
                        "example-assets")));
    }

    private static Remedy remedy() {
        JsonNode policy = policy();
        return new Remedy(
                "Put a policy on example-assets (in a sample, there is nothing to mend)",
                List.of(
                        "aws s3api put-bucket-policy --bucket example-assets --policy '" + JsonTree.write(policy) + "'",
                        "aws cloudfront create-invalidation --distribution-id E2EXAMPLE --paths '/img/*'"),
                Optional.of(policy));
    }

    private static JsonNode policy() {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.put("Version", "2012-10-17");
        ObjectNode statement = policy.putArray("Statement").addObject();
        statement.put("Sid", "AllowCloudFrontE2EXAMPLEGetObject").put("Effect", "Allow");
        statement.putObject("Principal").put("Service", "cloudfront.amazonaws.com");
        statement.put("Action", "s3:GetObject").put("Resource", "arn:aws:s3:::example-assets/*");
        statement
                .putObject("Condition")
                .putObject("StringEquals")
                .put("AWS:SourceArn", "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE");
        return policy;
    }
}
