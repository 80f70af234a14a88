package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.access.Denial;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.WebsiteRequest;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Bucket;

/** The origin is a bucket's website endpoint, which cannot use an OAC or OAI, and the bucket is not public. */
final class S3WebsiteEndpointPrivate implements Check {

    private record Topic(S3Bucket bucket, String originId) {}

    private final S3Inspection inspection;

    S3WebsiteEndpointPrivate(S3Inspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public CauseId id() {
        return CauseId.S3_WEBSITE_ENDPOINT_PRIVATE;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        return inspection.isOfWebsite(kind);
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest forbidden) {
        return inspection
                .website(forbidden)
                .flatMap(request -> request.refusal()
                        .map(certainty -> new Claim(
                                mayServeByLists(request) ? certainty.atMost(Certainty.LIKELY) : certainty,
                                new Topic(request.bucket(), request.origin().id()))));
    }

    private boolean mayServeByLists(WebsiteRequest request) {
        return inspection.mayServeByLists(request.origin(), request.bucket());
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportBucket);
    }

    private Finding reportBucket(List<Explained> explained) {
        WebsiteRequest request = inspection.website(explained.get(0).request()).orElseThrow();
        String bucket = "bucket " + request.bucket().name();
        boolean isCertain = Explained.certainty(explained) != Certainty.POSSIBLE;
        List<String> evidence = new ArrayList<>();
        evidence.add(request.policy().answer() + (isCertain ? " No statement lets everybody read the objects." : ""));
        evidence.add(WebsiteEvidence.endpoint(request));
        boolean mayServeByLists = mayServeByLists(request);
        if (mayServeByLists) {
            evidence.add(
                    "Other objects were served through this origin, so access control lists can make single objects public."
                            + " These lists were not checked.");
        }
        return new Finding(
                new Headline(
                        "the website endpoint of private " + bucket + " is the origin",
                        "the website endpoint of private " + bucket + " was the origin"),
                "the origin is the website endpoint of " + bucket + ", "
                        + (mayServeByLists && isCertain
                                ? "whose policy lets nobody read the objects"
                                : "which " + (isCertain ? "is not" : "may not be") + " public"),
                evidence,
                Optional.of(
                        mayServeByLists
                                ? Fix.byHand(
                                        "Look first whether the requested objects exist and are public by their own access"
                                                + " control lists, as other objects seem to be. This is the fix if no object should be"
                                                + " public by its list. "
                                                + fix(request).summary())
                                : fix(request)),
                List.of(request.bucket().resource()));
    }

    static Fix fix(WebsiteRequest request) {
        return Fix.byHand(WebsiteEvidence.useRestEndpoint(request) + ". Or let everybody read bucket "
                + request.bucket().name() + ", if it may be public");
    }

    /** The sentences of a Deny that applies to a website endpoint. */
    static String denied(WebsiteRequest request, Denial denial) {
        return denial.named()
                + " of the policy of bucket " + request.bucket().name()
                + (denial.unknownKeys().isEmpty() ? " denies" : " may deny") + " s3:GetObject"
                + denial.where()
                + ", and that applies to the website endpoint";
    }
}
