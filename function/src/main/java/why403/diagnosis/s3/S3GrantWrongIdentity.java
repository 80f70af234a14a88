package why403.diagnosis.s3;

import why403.diagnosis.access.GrantFault;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.request.PerIncident;

/** The grant is another identity's, another distribution's or another account's. */
final class S3GrantWrongIdentity extends S3GrantCheck {

    S3GrantWrongIdentity(PerIncident<S3Inspection> requests) {
        super(GrantFault.Kind.WRONG_IDENTITY, requests);
    }

    @Override
    String summary(S3Request request, GrantFault found) {
        return "the policy of " + request.bucket().name() + " lets another identity read than " + request.grantee();
    }
}
