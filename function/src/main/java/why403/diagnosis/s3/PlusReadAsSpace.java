package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import why403.cause.Headline;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.Fix;
import why403.text.Phrases;

/** Reports objects that exist with a plus in their keys, and that S3 looked for with a space. */
record PlusReadAsSpace(S3Inspection inspection) {

    Finding report(List<Explained> explained) {
        List<S3Request> requests = BucketEvidence.requests(explained, inspection);
        S3Request request = requests.get(0);
        long keys = requests.stream().map(one -> one.asked().key()).distinct().count();
        List<String> evidence = new ArrayList<>();
        evidence.add("S3 reads a + in a path as a space. HeadObject answers 404 for "
                + (keys == 1 ? "the key" : "the " + Phrases.number(keys) + " keys") + " with a space, and finds "
                + (keys == 1 ? "it" : "them") + " with a +.");
        evidence.add(BucketEvidence.mostRequested(requests));
        evidence.add(request.policy().answer());
        evidence.add(BucketEvidence.access(request));
        evidence.addAll(BucketEvidence.doubts(request, true));
        String bucket = "bucket " + request.bucket().name();
        return new Finding(
                new Headline("S3 reads a + in paths as a space", "S3 read a + in paths as a space"),
                "the requested objects of " + bucket + " have a + in their keys, and S3 reads a + in a path as a space",
                evidence,
                Optional.of(Fix.byHand("Request these objects of " + bucket
                                + " with %2B instead of + in the path. Correct the links, or let a function at viewer-request"
                                + " replace + by %2B if no key has a space")
                        .then(BucketEvidence.clearCache(explained, request))),
                List.of(request.bucket().resource()));
    }
}
