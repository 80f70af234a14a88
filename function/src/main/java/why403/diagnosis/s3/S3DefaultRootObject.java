package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.Invalidation;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.PerIncident;
import why403.diagnosis.request.S3Bucket;

/**
 * The root or a folder was asked for, and S3's REST endpoint knows no index documents.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html">AWS: default
 *     root object</a>
 */
final class S3DefaultRootObject implements Check {

    /** What is wrong. */
    enum Fault {
        NOT_SET,
        BEGINS_WITH_SLASH,
        ABSENT,
        FOLDER
    }

    private record Story(S3Bucket bucket, Fault fault) {}

    private final PerIncident<S3Inspection> requests;

    S3DefaultRootObject(PerIncident<S3Inspection> requests) {
        this.requests = requests;
    }

    @Override
    public String id() {
        return "s3-default-root-object";
    }

    @Override
    public Kind kind() {
        return Kind.MISCONFIGURATION;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest forbidden, IncidentContext investigation) {
        S3Inspection all = requests.of(investigation);
        return all.of(forbidden)
                .filter(request -> request.asked().isRoot() || request.asked().isFolder())
                .flatMap(request -> certainty(request, all).map(certainty -> new Claim(certainty, story(request))));
    }

    private static Story story(S3Request request) {
        return new Story(request.bucket(), fault(request));
    }

    private static Fault fault(S3Request request) {
        if (request.asked().isFolder()) {
            return Fault.FOLDER;
        }
        String rootObject = rootObject(request);
        return rootObject.isEmpty()
                ? Fault.NOT_SET
                : rootObject.startsWith("/") ? Fault.BEGINS_WITH_SLASH : Fault.ABSENT;
    }

    private static String rootObject(S3Request request) {
        return Optional.ofNullable(request.distribution().distributionConfig().defaultRootObject())
                .orElse("");
    }

    private static Optional<Certainty> certainty(S3Request request, S3Inspection all) {
        Optional<Certainty> missing = request.asked().key().flatMap(key -> request.missing(key, all));
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

    /** S3 takes it for a listing of the bucket. */
    private static Optional<Certainty> notSet(S3Request request) {
        boolean isOther = request.grant() == S3Request.Grant.REFUSED
                || request.access() instanceof OriginAccess.NeverSigning
                || !request.asked().isRead();
        return isOther || request.listing() == S3Request.Grant.ALLOWED
                ? Optional.empty()
                : Optional.of(proven(request));
    }

    /** The distribution's own configuration is the proof, if only the policy is known to be no other cause. */
    private static Certainty proven(S3Request request) {
        boolean isKnown = request.grant() == S3Request.Grant.ALLOWED && request.listing() == S3Request.Grant.REFUSED;
        return (isKnown ? Certainty.CONFIRMED : Certainty.LIKELY).atMost(request.keyBound());
    }

    /** Buckets seldom hold an object that is named like a folder. */
    private static Certainty folder(S3Request request, Certainty missing) {
        return request.grant() == S3Request.Grant.ALLOWED && missing == Certainty.POSSIBLE
                ? Certainty.LIKELY.atMost(request.keyBound())
                : missing;
    }

    @Override
    public Finding tell(List<Explained> explained, IncidentContext investigation) {
        return S3Finding.ofEach(explained, story -> tellStory(story, requests.of(investigation)));
    }

    private static Finding tellStory(List<Explained> story, S3Inspection all) {
        List<S3Request> asked =
                story.stream().flatMap(one -> all.of(one.request()).stream()).toList();
        S3Request request = asked.get(0);
        List<String> evidence = new ArrayList<>();
        evidence.add("DefaultRootObject of " + request.distribution().id() + ": "
                + (rootObject(request).isEmpty() ? "not set" : rootObject(request)) + ".");
        request.asked().key().ifPresent(key -> evidence.add(looked(request, key, all)));
        evidence.add(request.policy().answer());
        evidence.add(S3Finding.access(request));
        evidence.add(S3Finding.examples(asked));
        evidence.addAll(S3Finding.doubts(request, true));
        String last = Invalidation.command(
                request.distribution().id(),
                story.stream().map(Explained::request).toList());
        return new Finding(summary(request), evidence, Optional.of(DefaultRootRemedy.of(asked, fault(request), last)));
    }

    private static String looked(S3Request request, String key, S3Inspection all) {
        String answer = switch (all.presence(request.bucket(), key)) {
            case THERE -> "found";
            case MISSING -> "404";
            case NOT_CHECKED -> "could not be asked";
            case NOT_ASKED -> "not asked, as other keys were asked for more";
        };
        return "HeadObject of " + S3Finding.printable(key) + " in "
                + request.bucket().name() + ": " + answer + ".";
    }

    private static String summary(S3Request request) {
        String distribution = request.distribution().id();
        String bucket = request.bucket().name();
        return switch (fault(request)) {
            case NOT_SET ->
                "distribution " + distribution + " has no default root object, so / asks bucket " + bucket
                        + " for a listing";
            case BEGINS_WITH_SLASH ->
                "the default root object of distribution " + distribution
                        + " begins with a slash, which makes it another key of bucket " + bucket;
            case ABSENT ->
                "the default root object of distribution " + distribution + ", " + rootObject(request)
                        + ", is not in bucket " + bucket;
            case FOLDER ->
                "folders are asked of distribution " + distribution + ", and bucket " + bucket
                        + " serves no index documents";
        };
    }
}
