package why403.diagnosis.s3;

import why403.diagnosis.access.GrantFault;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.request.PerIncident;

/** The grant is for another resource: the bucket without its objects, another bucket, another prefix. */
final class S3GrantWrongResource extends S3GrantCheck {

    S3GrantWrongResource(PerIncident<S3Inspection> requests) {
        super(GrantFault.Kind.WRONG_RESOURCE, requests);
    }

    @Override
    String summary(S3Request request, GrantFault found) {
        return "the policy of " + request.bucket().name() + " gives " + request.grantee()
                + " another resource than the objects asked for";
    }
}
