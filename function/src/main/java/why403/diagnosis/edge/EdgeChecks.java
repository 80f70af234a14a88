package why403.diagnosis.edge;

import java.util.List;
import why403.diagnosis.check.Check;

/** The checks on what CloudFront refuses at the edge. */
public final class EdgeChecks {

    private EdgeChecks() {}

    public static List<Check> all() {
        return List.of(
                new GeoRestricted(),
                new WafBlocked(),
                new MethodNotAllowed(),
                new HttpsRequired(),
                new EdgeFunctionDenied(),
                new LambdaEdgeDenied());
    }
}
