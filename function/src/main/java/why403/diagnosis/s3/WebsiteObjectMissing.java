package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.Headline;
import why403.diagnosis.access.ObjectLookups.Presence;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request.Grant;
import why403.diagnosis.access.WebsiteRequest;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.Fix;
import why403.text.Phrases;

/** Reports objects that are missing behind a bucket's website endpoint. */
record WebsiteObjectMissing(S3Inspection inspection) {

    Finding report(List<Explained> explained) {
        List<WebsiteRequest> requests = WebsiteEvidence.requests(explained, inspection);
        WebsiteRequest request = requests.get(0);
        List<WebsiteRequest> missing = requests.stream()
                .filter(one -> presence(one) == Presence.MISSING)
                .toList();
        List<String> evidence = new ArrayList<>();
        evidence.add(
                missing.isEmpty()
                        ? "HeadObject was not possible, so it is not known whether the objects exist."
                        : "HeadObject answers 404 for "
                                + Phrases.count(
                                        keys(missing).stream().distinct().count(), "requested key") + ".");
        evidence.add(BucketEvidence.mostRequestedKeys(keys(missing.isEmpty() ? requests : missing)));
        evidence.add(request.policy().answer() + grants(request));
        evidence.addAll(inspection.publicAccess(request.bucket()).answers());
        evidence.add(WebsiteEvidence.endpoint(request));
        String bucket = "bucket " + request.bucket().name();
        return new Finding(
                missing.isEmpty()
                        ? new Headline(
                                "objects may be missing in " + bucket, "objects may have been missing in " + bucket)
                        : new Headline("objects are missing in " + bucket, "objects were missing in " + bucket),
                "the requested objects " + (missing.isEmpty() ? "may not be in " : "are not in ") + bucket,
                evidence,
                Optional.of(Fix.byHand("Upload the objects to " + bucket + ", or correct the links to them. If these"
                                + " paths are deep links of a single-page app, answer them with its page, by a function at"
                                + " viewer-request or by the error document of the website. Do not let everybody list the bucket"
                                + " to get 404 instead of 403: its REST endpoint would show the list of objects")
                        .then(BucketEvidence.clearCache(
                                explained, inspection.incident().distributionId()))),
                List.of(request.bucket().resource()));
    }

    private Presence presence(WebsiteRequest request) {
        return request.key()
                .map(key -> inspection.objects().presence(request.bucket(), key))
                .orElse(Presence.NOT_ASKED);
    }

    private static List<String> keys(List<WebsiteRequest> requests) {
        return requests.stream().flatMap(request -> request.key().stream()).toList();
    }

    private static String grants(WebsiteRequest request) {
        if (request.policy().policy().isEmpty()) {
            return "";
        }
        String read = request.grant() == Grant.ALLOWED ? " It lets everybody read" : " It may let everybody read";
        return read
                + switch (request.listing()) {
                    case ALLOWED -> " and list the objects.";
                    case REFUSED -> " but not list the objects, so S3 can answer 403 for a key that does not exist.";
                    case UNKNOWN -> " the objects.";
                };
    }
}
