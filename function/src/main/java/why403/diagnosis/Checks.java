package why403.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/**
 * The checks of one diagnosis.
 *
 * @param all in the order of the catalogue: among equally sure claims the first one wins
 * @param atOrigin those of them whose causes an origin makes: no more than likely where it is not known which origin
 *     answered
 */
record Checks(List<Check> all, List<Check> atOrigin) {

    /** Every check there is; those on buckets share what they find out. */
    static Checks fresh() {
        PerInvestigation<S3Requests> requests = new PerInvestigation<>(S3Requests::new);
        List<Check> atOrigin = Stream.concat(S3Checks.all(requests).stream(), Stream.of(new CustomOriginForbidden()))
                .toList();
        List<Check> all = Stream.of(atEdge(), atOrigin, List.<Check>of(new Unexplained(requests)))
                .flatMap(List::stream)
                .toList();
        return new Checks(all, atOrigin);
    }

    /** Causes that CloudFront makes itself. */
    private static List<Check> atEdge() {
        return List.of(
                new GeoRestricted(),
                new WafBlocked(),
                new SignedRequestMissing(),
                new SignedRequestUnknownKey(),
                new SignedRequestExpired(),
                new MethodNotAllowed(),
                new HttpsRequired(),
                new EdgeFunctionDenied(),
                new LambdaEdgeDenied());
    }
}
