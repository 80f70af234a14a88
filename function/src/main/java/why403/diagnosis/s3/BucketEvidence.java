package why403.diagnosis.s3;

import java.util.List;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.check.Explained;
import why403.diagnosis.remedy.CachedPaths;
import why403.diagnosis.remedy.RemedyStep.ClearCache;
import why403.diagnosis.request.S3Operation;
import why403.text.Frequencies;
import why403.text.Phrases;
import why403.text.Printable;
import why403.text.ShownPath;

/** Sentences and steps that the checks on buckets share. */
final class BucketEvidence {

    private static final int MOST_EXAMPLES = 3;
    private static final int LONGEST_KEY = 100;

    private BucketEvidence() {}

    /** The requests as the bucket saw them. */
    static List<S3Request> requests(List<Explained> explained, S3Inspection inspection) {
        return explained.stream()
                .flatMap(one -> inspection.of(one.request()).stream())
                .toList();
    }

    /** The keys that were requested most, decoded and without queries, a sentence. */
    static String mostRequested(List<S3Request> requests) {
        return mostRequestedKeys(requests.stream()
                .map(request -> request.asked().key().orElse("/"))
                .toList());
    }

    /** @param keys of each request, with repetitions */
    static String mostRequestedKeys(List<String> keys) {
        Frequencies ranked = Frequencies.of(keys.stream().map(BucketEvidence::printable));
        String most = Phrases.list(ranked.first(MOST_EXAMPLES).stream()
                .map(entry -> entry.getKey() + " (" + Phrases.number(entry.getValue()) + ")")
                .toList());
        return ranked.different() > MOST_EXAMPLES
                ? "Most requested, of " + Phrases.number(ranked.different()) + " keys: " + most + "."
                : "Requested: " + most + ".";
    }

    /** A key comes from a viewer, so it may contain anything. */
    static String printable(String key) {
        return Printable.excerpt(ShownPath.of(key), LONGEST_KEY);
    }

    /** Why the key is not certain, a sentence: a function may have changed it, or the origin's path is escaped. */
    static List<String> doubts(S3Request request, boolean dependsOnKey) {
        if (dependsOnKey && request.keyMayBeRewritten()) {
            return List.of("Function " + Phrases.list(request.rewriters())
                    + " may have rewritten the path, so the key that S3 received is not certain.");
        }
        return dependsOnKey && S3Operation.isInferred(request.origin())
                ? List.of(
                        "The path of the origin contains escaped characters. S3 probably decodes them as in other paths; no"
                                + " document says so.")
                : List.of();
    }

    /** The identity with which CloudFront asks the bucket, a sentence. */
    static String access(S3Request request) {
        return "Origin " + Printable.excerpt(request.origin().id()) + " (bucket "
                + request.bucket().name() + ") uses " + request.access().described() + ".";
    }

    /** CloudFront may have cached S3's errors. */
    static ClearCache clearCache(List<Explained> explained, S3Request request) {
        return clearCache(explained, request.distribution().id());
    }

    static ClearCache clearCache(List<Explained> explained, String distributionId) {
        return CachedPaths.of(
                distributionId, explained.stream().map(Explained::request).toList());
    }
}
