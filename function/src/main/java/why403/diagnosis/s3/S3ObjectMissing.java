package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.CauseId;
import why403.cause.Headline;
import why403.diagnosis.access.GrantFix;
import why403.diagnosis.access.ObjectLookups.Presence;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Bucket;
import why403.text.Phrases;

/** The object does not exist, and S3 answers 404 only to callers that may list the bucket. */
final class S3ObjectMissing implements Check {

    private enum Why {
        MISSING,
        /** The object exists under the key in which each plus of the path is a plus. */
        MEANT_WITH_PLUS,
        MISSING_IN_WEBSITE
    }

    private record Topic(S3Bucket bucket, String originId, Why why) {}

    private final S3Inspection inspection;

    S3ObjectMissing(S3Inspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public CauseId id() {
        return CauseId.S3_OBJECT_MISSING;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return inspection.mayBeOfBucket(kind) || inspection.isOfWebsite(kind);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest forbidden) {
        return inspection
                .of(forbidden)
                .filter(request -> !request.asked().isRoot() && !request.asked().isFolder())
                .flatMap(request -> request.asked()
                        .key()
                        .flatMap(key -> request.missing(key, inspection))
                        .map(certainty -> new Claim(
                                certainty,
                                new Topic(request.bucket(), request.origin().id(), why(request)))))
                .or(() -> inspection
                        .website(forbidden)
                        .flatMap(request -> request.missing(inspection)
                                .map(certainty -> new Claim(
                                        certainty,
                                        new Topic(
                                                request.bucket(),
                                                request.origin().id(),
                                                Why.MISSING_IN_WEBSITE)))));
    }

    private Why why(S3Request request) {
        return request.asked()
                        .keyWithPlus()
                        .filter(key -> inspection.objects().otherIsThere(request.bucket(), key))
                        .isPresent()
                ? Why.MEANT_WITH_PLUS
                : Why.MISSING;
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportTopic);
    }

    private Finding reportTopic(List<Explained> explained) {
        Topic topic = (Topic) explained.get(0).claim().topic();
        return switch (topic.why()) {
            case MISSING -> reportBucket(explained);
            case MEANT_WITH_PLUS -> new PlusReadAsSpace(inspection).report(explained);
            case MISSING_IN_WEBSITE -> new WebsiteObjectMissing(inspection).report(explained);
        };
    }

    private Finding reportBucket(List<Explained> explained) {
        List<S3Request> requests = BucketEvidence.requests(explained, inspection);
        S3Request request = requests.get(0);
        List<S3Request> missing = requests.stream()
                .filter(one -> presence(one) == Presence.MISSING)
                .toList();
        List<String> evidence = new ArrayList<>();
        evidence.add(looked(requests, missing));
        evidence.add(BucketEvidence.mostRequested(missing.isEmpty() ? requests : missing));
        evidence.add(request.policy().answer() + grants(request));
        evidence.add(BucketEvidence.access(request));
        originPathTwice(requests).ifPresent(evidence::add);
        evidence.addAll(BucketEvidence.doubts(request, true));
        String bucket = "bucket " + request.bucket().name();
        return new Finding(
                missing.isEmpty()
                        ? new Headline(
                                "objects may be missing in " + bucket, "objects may have been missing in " + bucket)
                        : new Headline("objects are missing in " + bucket, "objects were missing in " + bucket),
                "the requested objects " + (missing.isEmpty() ? "may not be in " : "are not in ") + bucket,
                evidence,
                Optional.of(fix(requests, missing).then(BucketEvidence.clearCache(explained, request))),
                List.of(request.bucket().resource()));
    }

    private Presence presence(S3Request request) {
        return inspection
                .objects()
                .presence(request.bucket(), request.asked().key().orElse(""));
    }

    private String looked(List<S3Request> requests, List<S3Request> missing) {
        long keys = keys(requests.stream()
                .filter(request -> presence(request) != Presence.NOT_ASKED)
                .toList());
        if (missing.isEmpty()) {
            return "HeadObject was not possible, so it is not known whether the objects exist.";
        }
        long more = keys(requests) - keys;
        return "HeadObject answers 404 for " + Phrases.number(keys(missing)) + " of " + Phrases.count(keys, "key")
                + (more > 0 ? " (" + Phrases.count(more, "more key") + " not looked up)." : ".");
    }

    private static long keys(List<S3Request> requests) {
        return requests.stream()
                .map(request -> request.asked().key())
                .distinct()
                .count();
    }

    private static String grants(S3Request request) {
        if (request.policy().policy().isEmpty()) {
            return "";
        }
        String read =
                request.grant() == S3Request.Grant.ALLOWED ? " It allows s3:GetObject" : " It may allow s3:GetObject";
        return switch (request.listing()) {
            case ALLOWED ->
                read + " and s3:ListBucket, so S3 answers 404, which the distribution maps to the logged status.";
            case REFUSED -> read + " but not s3:ListBucket, so S3 answers 403 for a key that does not exist.";
            case UNKNOWN -> read + " and perhaps s3:ListBucket.";
        };
    }

    private static Optional<String> originPathTwice(List<S3Request> requests) {
        String originPath =
                Optional.ofNullable(requests.get(0).origin().originPath()).orElse("");
        long twice = requests.stream()
                .filter(request ->
                        !originPath.isEmpty() && request.asked().path().startsWith(originPath + "/"))
                .count();
        return twice == 0
                ? Optional.empty()
                : Optional.of(
                        "The path of " + Phrases.number(twice) + " of " + Phrases.count(requests.size(), "request")
                                + " begins with " + originPath
                                + ", which is the origin path already, so the key contains it twice.");
    }

    private Fix fix(List<S3Request> requests, List<S3Request> missing) {
        S3Request request = requests.get(0);
        Optional<Fix> deepLinks = DeepLinkFix.of(missing.isEmpty() ? requests : missing);
        if (deepLinks.isPresent()) {
            return deepLinks.get();
        }
        String summary = "Upload the objects to bucket " + request.bucket().name() + ", or correct the links to them";
        boolean canAnswer404 = request.policy().policy().isPresent()
                && request.access().signs()
                && request.isGrantable()
                && request.listing() == S3Request.Grant.REFUSED;
        if (!canAnswer404) {
            return Fix.byHand(summary);
        }
        return GrantFix.listing(
                        summary + ". The commands do not do that: they only make S3 answer 404 for missing objects",
                        request,
                        inspection)
                .alsoOnlyIf("Only if S3 should answer 404 instead of 403 for objects that do not exist"
                        + rootCaution(request));
    }

    private static String rootCaution(S3Request request) {
        boolean wouldList = Optional.ofNullable(
                        request.distribution().distributionConfig().defaultRootObject())
                .orElse("")
                .isEmpty();
        return wouldList ? ". Set a default root object first, or / shows the list of objects to everybody" : "";
    }
}
