package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import why403.account.Answer;
import why403.account.S3Questions;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.cause.Headline;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Bucket;
import why403.log.Field;
import why403.text.Phrases;
import why403.text.Shell;

/**
 * A browser asks with OPTIONS whether it may send a request to another site, and the bucket has no rule for that. For OPTIONS,
 * the rules for cross-origin requests decide, and no policy.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">AWS: cross-origin resource sharing</a>
 */
final class S3CorsPreflight implements Check {

    /** "CORS is not enabled for this bucket", for GET and PUT, whose names are the shortest. */
    private static final long NOT_ENABLED = Fingerprint.S3_CORS_PREFLIGHT.lengthBytes();

    /** "This CORS request is not allowed": the bucket has rules, and none fits. Computed from the text. */
    private static final long NOT_ALLOWED = 514;

    /** By which DELETE is longer than GET. */
    private static final int LONGEST_METHOD = 3;

    private static final String NONE = "NoSuchCORSConfiguration";

    private record Topic(S3Bucket bucket) {}

    private final S3Inspection inspection;

    S3CorsPreflight(S3Inspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public CauseId id() {
        return CauseId.S3_CORS_PREFLIGHT;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return kind.line().method().filter("OPTIONS"::equals).isPresent();
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        return inspection
                .bucketBehind(request)
                .filter(bucket ->
                        request.line().method().filter("OPTIONS"::equals).isPresent())
                .filter(bucket -> isAbout(request, NOT_ENABLED) || isAbout(request, NOT_ALLOWED))
                .map(bucket -> new Claim(
                        request.bound(isAbout(request, NOT_ENABLED) ? certainty(bucket) : Certainty.LIKELY),
                        new Topic(bucket)));
    }

    /** The answer contains the method for which the browser asks, so its length varies. */
    private static boolean isAbout(ForbiddenRequest request, long shortest) {
        return request.line()
                        .contentType()
                        .filter(type -> type.startsWith("application/xml"))
                        .isPresent()
                && request.line()
                        .contentLength()
                        .filter(length -> length >= shortest && length <= shortest + LONGEST_METHOD)
                        .isPresent();
    }

    /** Which site sent the request is not logged, so a configuration with rules proves nothing. */
    private Certainty certainty(S3Bucket bucket) {
        return cors(bucket).refusedAs(NONE) ? Certainty.CONFIRMED : Certainty.LIKELY;
    }

    private Answer<GetBucketCorsResponse> cors(S3Bucket bucket) {
        return inspection.account().ask(S3Questions.cors(bucket.name(), bucket.region()));
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportBucket);
    }

    private Finding reportBucket(List<Explained> explained) {
        S3Bucket bucket = inspection.bucketBehind(explained.get(0).request()).orElseThrow();
        Answer<GetBucketCorsResponse> cors = cors(bucket);
        long served = explained.stream()
                .flatMap(one -> one.request().record().value(Field.URI_STEM).stream())
                .distinct()
                .filter(path ->
                        inspection.incident().sample().served().of(path, "GET").isPresent())
                .count();
        List<String> evidence = new ArrayList<>();
        evidence.add("GetBucketCors " + bucket.name() + ": "
                + (cors.refusedAs(NONE)
                        ? NONE + "."
                        : cors.found()
                                .map(found -> Phrases.count(found.corsRules().size(), "rule") + ".")
                                .orElse("not checked.")));
        evidence.add("All are OPTIONS requests, answered with "
                + explained.get(0).request().line().answer() + ".");
        if (served > 0) {
            evidence.add("GET requests to " + Phrases.number(served) + " of these paths" + " were served.");
        }
        String name = "bucket " + bucket.name();
        return new Finding(
                new Headline(
                        name + " has no CORS rule for these requests", name + " had no CORS rule for these requests"),
                name + (cors.refusedAs(NONE) ? " has no CORS configuration" : " has no CORS rule that fits")
                        + ", so it refuses the preflight requests of browsers",
                evidence,
                Optional.of(fix(bucket, cors)),
                List.of(bucket.resource()));
    }

    private static Fix fix(S3Bucket bucket, Answer<GetBucketCorsResponse> cors) {
        String alternative =
                ", or answer preflight requests in CloudFront: remove OPTIONS from the cache behavior's methods,"
                        + " and attach a response headers policy with CORS headers";
        if (!cors.refusedAs(NONE)) {
            return Fix.byHand("Add a CORS rule to bucket " + bucket.name()
                    + " for the site, the method and the headers of these requests" + alternative);
        }
        return Fix.of(
                        "Give bucket " + bucket.name() + " a CORS configuration" + alternative
                                + ". The command lets pages of every site read with GET and HEAD",
                        new RemedyStep.Run(List.of(new Command(
                                "Set the CORS configuration",
                                "aws s3api put-bucket-cors --bucket " + Shell.word(bucket.name())
                                        + bucket.regionOption()
                                        + " --cors-configuration "
                                        + Shell.quoted("{\"CORSRules\":[{\"AllowedOrigins\":[\"*\"],"
                                                + "\"AllowedMethods\":[\"GET\",\"HEAD\"],\"AllowedHeaders\":[\"*\"],"
                                                + "\"MaxAgeSeconds\":3000}]}"),
                                Effect.CHANGES_CONFIGURATION))))
                .onlyIf(
                        "Only if pages of every site may read these objects, and the bucket still has no CORS configuration");
    }
}
