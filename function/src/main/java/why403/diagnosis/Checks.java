package why403.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/** Every check, in the order of the catalogue: among equally sure claims the first one wins. */
final class Checks {

    /** Causes made by CloudFront itself. */
    static final List<Check> AT_EDGE = List.of(
            new GeoRestricted(),
            new WafBlocked(),
            new SignedRequestMissing(),
            new SignedRequestUnknownKey(),
            new SignedRequestExpired(),
            new MethodNotAllowed(),
            new HttpsRequired(),
            new EdgeFunctionDenied(),
            new LambdaEdgeDenied());

    /** Causes made by an origin: no more than likely where it is not known which origin answered. */
    static final List<Check> AT_ORIGIN = List.of(new CustomOriginForbidden());

    private Checks() {}

    static List<Check> all() {
        return Stream.of(AT_EDGE, AT_ORIGIN, List.<Check>of(new Unexplained()))
                .flatMap(List::stream)
                .toList();
    }
}
