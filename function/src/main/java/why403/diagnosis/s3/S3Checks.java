package why403.diagnosis.s3;

import java.util.List;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.check.Check;
import why403.diagnosis.request.PerIncident;

/** The checks on S3 origins. */
public final class S3Checks {

    private S3Checks() {}

    /**
     * All of them, in the order of the catalogue.
     *
     * @param requests what they find out of one investigation and share
     */
    public static List<Check> all(PerIncident<S3Inspection> requests) {
        return List.of(
                new S3NoOriginAccess(requests),
                new S3GrantMissing(requests),
                new S3GrantWrongIdentity(requests),
                new S3GrantWrongResource(requests),
                new S3GrantWrongAction(requests),
                new S3ObjectMissing(requests),
                new S3DefaultRootObject(requests));
    }
}
