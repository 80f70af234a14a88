package why403.diagnosis.s3;

import why403.cause.CauseId;
import why403.cause.Headline;
import why403.diagnosis.access.GrantFault;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;

/** The grant is for another action than the request needs. */
final class S3GrantWrongAction extends S3GrantCheck {

    S3GrantWrongAction(S3Inspection inspection) {
        super(GrantFault.Kind.WRONG_ACTION, inspection);
    }

    @Override
    public CauseId id() {
        return CauseId.S3_GRANT_WRONG_ACTION;
    }

    @Override
    Headline headline(S3Request request) {
        String policy = "policy of " + request.bucket().name();
        return new Headline(policy + " allows other actions", policy + " allowed other actions");
    }

    @Override
    String summary(S3Request request, GrantFault found) {
        return "the policy of bucket " + request.bucket().name() + " allows " + request.grantee()
                + " other actions than " + request.asked().action();
    }
}
