package why403.diagnosis.s3;

import why403.cause.CauseId;
import why403.cause.Headline;
import why403.diagnosis.access.GrantFault;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;

/** The grant is for another identity, another distribution or another account. */
final class S3GrantWrongIdentity extends S3GrantCheck {

    S3GrantWrongIdentity(S3Inspection inspection) {
        super(GrantFault.Kind.WRONG_IDENTITY, inspection);
    }

    @Override
    public CauseId id() {
        return CauseId.S3_GRANT_WRONG_IDENTITY;
    }

    @Override
    Headline headline(S3Request request) {
        String policy = "policy of " + request.bucket().name();
        return new Headline(policy + " names another identity", policy + " named another identity");
    }

    @Override
    String summary(S3Request request, GrantFault found) {
        return "the policy of bucket " + request.bucket().name() + " allows another identity than " + request.grantee();
    }
}
