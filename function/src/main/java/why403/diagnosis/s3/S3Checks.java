package why403.diagnosis.s3;

import java.util.List;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.CheckGroup;

/** The causes that an S3 bucket makes, at its REST endpoint or its website endpoint. */
public record S3Checks(S3Inspection inspection) implements CheckGroup {

    @Override
    public List<Check> checks() {
        return List.of(
                new S3NoOriginAccess(inspection),
                new S3GrantMissing(inspection),
                new S3GrantWrongIdentity(inspection),
                new S3GrantWrongResource(inspection),
                new S3GrantWrongAction(inspection),
                new S3ExplicitDeny(inspection),
                new S3OacNotSigning(inspection),
                new S3PublicAccessBlocked(inspection),
                new S3KmsKeyDenied(inspection),
                new S3WebsiteEndpointPrivate(inspection),
                new S3ObjectOwnership(inspection),
                new S3ObjectArchived(inspection),
                new S3ErrorCached(inspection),
                new S3ViewerAuthentication(inspection),
                new S3CorsPreflight(inspection),
                new S3ObjectMissing(inspection),
                new S3DefaultRootObject(inspection));
    }
}
