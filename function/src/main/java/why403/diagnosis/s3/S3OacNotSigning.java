package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.access.AdmissionFix;
import why403.diagnosis.access.Denial;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.access.S3Request.Grant;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.ConfigurationEdit;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.remedy.RemedyStep.EditConfiguration;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Bucket;
import why403.text.Shell;

/** The origin access control of the origin does not sign: never, or not the requests for which viewers sign themselves. */
final class S3OacNotSigning implements Check {

    /**
     * @param denies the numbers of the Deny statements that refuse the request once it is signed: the fix must make exceptions
     *     in them, under a condition
     */
    private record Topic(S3Bucket bucket, String controlId, List<Integer> denies) {}

    private final S3Inspection inspection;
    private final ViewersSignature viewersSignature;

    S3OacNotSigning(S3Inspection inspection) {
        this.inspection = inspection;
        this.viewersSignature = new ViewersSignature(inspection);
    }

    @Override
    public CauseId id() {
        return CauseId.S3_OAC_NOT_SIGNING;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return inspection.mayBeOfBucket(kind);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest forbidden) {
        return inspection.of(forbidden).flatMap(this::claim);
    }

    private Optional<Claim> claim(S3Request request) {
        if (request.access() instanceof OriginAccess.NeverSigning never) {
            return certainty(request)
                    .map(certainty ->
                            new Claim(certainty, new Topic(request.bucket(), never.id(), denies(signed(request)))));
        }
        return request.access() instanceof OriginAccess.Control control
                ? viewersSignature
                        .certainty(request, control)
                        .map(certainty -> new Claim(certainty, new Topic(request.bucket(), control.id(), List.of())))
                : Optional.empty();
    }

    private static List<Integer> denies(S3Request signed) {
        return signed.denial().map(Denial::numbers).orElse(List.of());
    }

    /** If everybody may read the object, a missing signature is no reason for a refusal. */
    private static Optional<Certainty> certainty(S3Request request) {
        return switch (request.grant()) {
            case REFUSED -> Optional.of(request.bound());
            case UNKNOWN -> Optional.of(Certainty.LIKELY.atMost(request.bound()));
            case ALLOWED -> Optional.empty();
        };
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportControl);
    }

    private Finding reportControl(List<Explained> explained) {
        List<S3Request> requests = BucketEvidence.requests(explained, inspection);
        S3Request request = requests.get(0);
        String id = ((Topic) explained.get(0).claim().topic()).controlId();
        if (!(request.access() instanceof OriginAccess.NeverSigning)) {
            return viewersSignature.report(explained, requests, id, signing(id));
        }
        String bucket = request.bucket().name();
        List<String> evidence = new ArrayList<>();
        evidence.add(BucketEvidence.access(request));
        evidence.add(request.policy().answer());
        evidence.add(
                request.grant() == Grant.REFUSED
                        ? "The policy does not allow unsigned requests."
                        : "Whether the policy allows unsigned requests is not known.");
        evidence.add(BucketEvidence.mostRequested(requests));
        return new Finding(
                new Headline(
                        "OAC of bucket " + bucket + " signs no requests",
                        "OAC of bucket " + bucket + " signed no requests"),
                "OAC " + id + " of origin "
                        + BucketEvidence.printable(request.origin().id()) + " never signs, and bucket " + bucket
                        + " does not allow unsigned requests",
                evidence,
                Optional.of(fix(requests, id).then(BucketEvidence.clearCache(explained, request))),
                List.of(request.bucket().resource()));
    }

    /** A signed request must be admitted too. */
    private Fix fix(List<S3Request> requests, String id) {
        Fix admission =
                AdmissionFix.of(requests.stream().map(S3OacNotSigning::signed).toList(), inspection);
        return new Fix(
                "Set the signing behavior of OAC " + id + " to always"
                        + (admission.summary().isEmpty() ? "" : ". " + admission.summary()),
                admission.condition(),
                Stream.concat(Stream.of(signing(id)), admission.steps().stream())
                        .toList());
    }

    private static S3Request signed(S3Request request) {
        OriginAccess.NeverSigning never = (OriginAccess.NeverSigning) request.access();
        return request.under(new OriginAccess.Control(never.id(), Optional.of("always")));
    }

    private static RemedyStep signing(String id) {
        String option = " --id " + Shell.word(id);
        return new EditConfiguration(
                new ConfigurationEdit(
                        "oac-" + id,
                        "aws cloudfront get-origin-access-control-config" + option,
                        List.of(),
                        ".OriginAccessControlConfig | .SigningBehavior = \"always\"",
                        "aws cloudfront update-origin-access-control" + option,
                        "--origin-access-control-config"),
                "Sign always");
    }
}
