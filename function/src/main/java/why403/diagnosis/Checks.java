package why403.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/** Every check, in the order of the catalogue: among equally sure claims the first one wins. */
final class Checks {

    private Checks() {}

    /** All checks for one diagnosis, around those of causes that an origin makes. */
    static List<Check> all(List<Check> atOrigin) {
        return Stream.of(atEdge(), atOrigin, List.<Check>of(new Unexplained()))
                .flatMap(List::stream)
                .toList();
    }

    /** Causes that an origin makes: no more than likely where it is not known which origin answered. */
    static List<Check> atOrigin() {
        return Stream.concat(S3Checks.all().stream(), Stream.of(new CustomOriginForbidden()))
                .toList();
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
