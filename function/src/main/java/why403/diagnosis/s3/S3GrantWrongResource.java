package why403.diagnosis.s3;

import why403.cause.CauseId;
import why403.cause.Headline;
import why403.diagnosis.access.GrantFault;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.S3Request;

/** The grant is for another resource: the bucket without its objects, another bucket or another prefix. */
final class S3GrantWrongResource extends S3GrantCheck {

    S3GrantWrongResource(S3Inspection inspection) {
        super(GrantFault.Kind.WRONG_RESOURCE, inspection);
    }

    @Override
    public CauseId id() {
        return CauseId.S3_GRANT_WRONG_RESOURCE;
    }

    @Override
    Headline headline(S3Request request) {
        String policy = "policy of " + request.bucket().name();
        return new Headline(
                policy + " does not cover the requested objects", policy + " did not cover the requested objects");
    }

    @Override
    String summary(S3Request request, GrantFault found) {
        return "the policy of bucket " + request.bucket().name() + " allows " + request.grantee()
                + " another resource than the requested objects";
    }
}
