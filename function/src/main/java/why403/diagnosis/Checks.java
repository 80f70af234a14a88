package why403.diagnosis;

import java.util.List;
import java.util.stream.Stream;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.check.Check;
import why403.diagnosis.edge.EdgeChecks;
import why403.diagnosis.origin.OriginChecks;
import why403.diagnosis.request.PerIncident;
import why403.diagnosis.s3.S3Checks;
import why403.diagnosis.signed.SignedChecks;

/**
 * The checks of one diagnosis.
 *
 * @param all in the order of the catalogue: among equally sure claims the first one wins
 * @param atOrigin those of them whose causes an origin makes: no more than likely where it is not known which origin
 *     answered
 */
public record Checks(List<Check> all, List<Check> atOrigin) {

    /** Every check there is; those on buckets share what they find out. */
    static Checks fresh() {
        PerIncident<S3Inspection> requests = new PerIncident<>(S3Inspection::new);
        List<Check> atOrigin = Stream.of(S3Checks.all(requests), OriginChecks.all())
                .flatMap(List::stream)
                .toList();
        List<Check> all = Stream.of(
                        EdgeChecks.all(), SignedChecks.all(), atOrigin, List.<Check>of(new Unexplained(requests)))
                .flatMap(List::stream)
                .toList();
        return new Checks(all, atOrigin);
    }
}
