package why403.diagnosis.s3;

import why403.diagnosis.access.GrantFault;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.request.PerIncident;

/** The grant is of another action than the request needs. */
final class S3GrantWrongAction extends S3GrantCheck {

    S3GrantWrongAction(PerIncident<S3Inspection> requests) {
        super(GrantFault.Kind.WRONG_ACTION, requests);
    }

    @Override
    String summary(S3Request request, GrantFault found) {
        return "the policy of " + request.bucket().name() + " gives " + request.grantee() + " other actions than "
                + request.asked().action();
    }
}
