package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Bucket;
import why403.text.Printable;

/**
 * Viewers request the root or a folder, and S3's REST endpoint has no index documents.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html">AWS: default
 *     root object</a>
 */
final class S3DefaultRootObject implements Check {

    private record Topic(S3Bucket bucket, RootObjectFault fault) {}

    private final S3Inspection inspection;

    S3DefaultRootObject(S3Inspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public CauseId id() {
        return CauseId.S3_DEFAULT_ROOT_OBJECT;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return inspection.mayBeOfBucket(kind);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest forbidden) {
        return inspection
                .of(forbidden)
                .filter(request -> request.asked().isRoot() || request.asked().isFolder())
                .flatMap(request -> certainty(request).map(certainty -> new Claim(certainty, topic(request))));
    }

    private static Topic topic(S3Request request) {
        return new Topic(request.bucket(), fault(request));
    }

    private static RootObjectFault fault(S3Request request) {
        if (request.asked().isFolder()) {
            return RootObjectFault.FOLDER;
        }
        String rootObject = rootObject(request);
        return rootObject.isEmpty()
                ? RootObjectFault.NOT_SET
                : rootObject.startsWith("/") ? RootObjectFault.BEGINS_WITH_SLASH : RootObjectFault.ABSENT;
    }

    private static String rootObject(S3Request request) {
        return Optional.ofNullable(request.distribution().distributionConfig().defaultRootObject())
                .orElse("");
    }

    private Optional<Certainty> certainty(S3Request request) {
        Optional<Certainty> missing = request.asked().key().flatMap(key -> request.missing(key, inspection));
        return switch (fault(request)) {
            case NOT_SET ->
                request.asked().key().isEmpty()
                        ? notSet(request)
                        : missing.map(certainty -> folder(request, certainty));
            case ABSENT -> missing;
            case BEGINS_WITH_SLASH -> missing.map(certainty -> proven(request));
            case FOLDER -> missing.map(certainty -> folder(request, certainty));
        };
    }

    /** S3 takes the request for a list of the bucket's objects. */
    private static Optional<Certainty> notSet(S3Request request) {
        boolean isDenied = request.grant() == S3Request.Grant.REFUSED
                && request.grantFault().isEmpty();
        boolean isOther = isDenied
                || request.access() instanceof OriginAccess.NeverSigning
                || !request.asked().isRead();
        return isOther || request.listing() == S3Request.Grant.ALLOWED
                ? Optional.empty()
                : Optional.of(proven(request));
    }

    /** The distribution's configuration is the proof, if it is known that the policy does not allow listing. */
    private static Certainty proven(S3Request request) {
        boolean isKnown = request.grant() != S3Request.Grant.UNKNOWN && request.listing() == S3Request.Grant.REFUSED;
        return (isKnown ? Certainty.CONFIRMED : Certainty.LIKELY).atMost(request.keyBound());
    }

    /** A bucket rarely contains an object that is named like a folder. */
    private static Certainty folder(S3Request request, Certainty missing) {
        return request.grant() == S3Request.Grant.ALLOWED && missing == Certainty.POSSIBLE
                ? Certainty.LIKELY.atMost(request.keyBound())
                : missing;
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportFault);
    }

    private Finding reportFault(List<Explained> explained) {
        List<S3Request> requests = BucketEvidence.requests(explained, inspection);
        S3Request request = requests.get(0);
        List<String> evidence = new ArrayList<>();
        evidence.add(
                "DefaultRootObject of distribution " + request.distribution().id() + ": "
                        + (rootObject(request).isEmpty() ? "not set" : Printable.excerpt(rootObject(request))) + ".");
        request.asked().key().ifPresent(key -> evidence.add(looked(request, key)));
        evidence.add(request.policy().answer());
        evidence.add(BucketEvidence.access(request));
        evidence.add(BucketEvidence.mostRequested(requests));
        evidence.addAll(BucketEvidence.doubts(request, true));
        return new Finding(
                headline(request),
                summary(request),
                evidence,
                Optional.of(DefaultRootFix.of(requests, fault(request))
                        .then(BucketEvidence.clearCache(explained, request))),
                List.of(request.bucket().resource()));
    }

    private String looked(S3Request request, String key) {
        String answer = switch (inspection.objects().presence(request.bucket(), key)) {
            case THERE -> "found";
            case MISSING -> "404";
            case NOT_CHECKED -> "not checked";
            case NOT_ASKED -> "not looked up, because other keys were requested more often";
        };
        return "HeadObject of " + BucketEvidence.printable(key) + " in bucket "
                + request.bucket().name() + ": " + answer + ".";
    }

    private static Headline headline(S3Request request) {
        return switch (fault(request)) {
            case NOT_SET ->
                new Headline(
                        "the distribution has no default root object", "the distribution had no default root object");
            case BEGINS_WITH_SLASH ->
                new Headline(
                        "the default root object begins with a slash", "the default root object began with a slash");
            case ABSENT ->
                new Headline(
                        "the default root object is missing in the bucket",
                        "the default root object was missing in the bucket");
            case FOLDER ->
                new Headline(
                        "folders are requested, and S3 serves no index documents",
                        "folders were requested, and S3 serves no index documents");
        };
    }

    private static String summary(S3Request request) {
        String distribution = request.distribution().id();
        String bucket = request.bucket().name();
        return switch (fault(request)) {
            case NOT_SET ->
                "distribution " + distribution + " has no default root object, so / asks bucket " + bucket
                        + " for a list of its objects";
            case BEGINS_WITH_SLASH ->
                "the default root object of distribution " + distribution
                        + " begins with a slash, so it names another key of bucket " + bucket;
            case ABSENT ->
                "the default root object of distribution " + distribution + ", "
                        + Printable.excerpt(rootObject(request)) + ", is not in bucket " + bucket;
            case FOLDER ->
                "viewers request folders of distribution " + distribution + ", and bucket " + bucket
                        + " serves no index documents";
        };
    }
}
