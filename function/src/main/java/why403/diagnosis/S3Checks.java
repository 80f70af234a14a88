package why403.diagnosis;

import java.util.List;

/** The checks on S3 origins. */
final class S3Checks {

    private S3Checks() {}

    /**
     * All of them, in the order of the catalogue.
     *
     * @param requests what they find out of one investigation and share
     */
    static List<Check> all(PerInvestigation<S3Requests> requests) {
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
