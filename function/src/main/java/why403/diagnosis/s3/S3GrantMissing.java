package why403.diagnosis.s3;

import why403.cause.Certainty;
import why403.diagnosis.access.GrantFault;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.request.PerIncident;

/** No statement of the bucket's policy lets CloudFront do what it was asked for. */
final class S3GrantMissing extends S3GrantCheck {

    S3GrantMissing(PerIncident<S3Inspection> requests) {
        super(GrantFault.Kind.MISSING, requests);
    }

    @Override
    String summary(S3Request request, GrantFault found) {
        String bucket = request.bucket().name();
        String action = request.asked().action();
        if (found.certainty() == Certainty.POSSIBLE) {
            return "the policy of " + bucket + " may not allow " + action + " to " + request.grantee();
        }
        return request.policy().isNone()
                ? "bucket " + bucket + " has no policy, so " + request.grantee() + " may not use " + action
                : "the policy of " + bucket + " does not allow " + action + " to " + request.grantee();
    }
}
