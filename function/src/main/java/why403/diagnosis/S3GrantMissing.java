package why403.diagnosis;

/** No statement of the bucket's policy lets CloudFront do what it was asked for. */
final class S3GrantMissing extends S3GrantCheck {

    S3GrantMissing(PerInvestigation<S3Requests> requests) {
        super(GrantFault.Kind.MISSING, requests);
    }

    @Override
    String summary(S3Request request, GrantFault found) {
        String bucket = request.bucket().name();
        String action = request.asked().action();
        if (found.certainty() == Certainty.POSSIBLE) {
            return "the policy of " + bucket + " may not allow " + action + " to " + who(request);
        }
        return request.policy().isNone()
                ? "bucket " + bucket + " has no policy, so " + who(request) + " may not use " + action
                : "the policy of " + bucket + " does not allow " + action + " to " + who(request);
    }
}
