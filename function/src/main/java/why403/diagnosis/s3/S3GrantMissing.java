package why403.diagnosis.s3;

import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.access.GrantFault;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;

/** No statement of the bucket's policy allows CloudFront what it needs. */
final class S3GrantMissing extends S3GrantCheck {

    S3GrantMissing(S3Inspection inspection) {
        super(GrantFault.Kind.MISSING, inspection);
    }

    @Override
    public CauseId id() {
        return CauseId.S3_GRANT_MISSING;
    }

    @Override
    Headline headline(S3Request request) {
        String bucket = "bucket " + request.bucket().name();
        return request.policy().isNone()
                ? new Headline(bucket + " has no bucket policy", bucket + " had no bucket policy")
                : new Headline(
                        "policy of " + request.bucket().name() + " does not allow CloudFront",
                        "policy of " + request.bucket().name() + " did not allow CloudFront");
    }

    @Override
    String summary(S3Request request, GrantFault found) {
        String bucket = request.bucket().name();
        String action = request.asked().action();
        if (found.certainty() == Certainty.POSSIBLE) {
            return "the policy of bucket " + bucket + " may not allow " + action + " to " + request.grantee();
        }
        return request.policy().isNone()
                ? "bucket " + bucket + " has no bucket policy, so " + request.grantee() + " is not allowed " + action
                : "the policy of bucket " + bucket + " does not allow " + action + " to " + request.grantee();
    }
}
