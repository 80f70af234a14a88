package why403.diagnosis;

/** The grant is of another action than the request needs. */
final class S3GrantWrongAction extends S3GrantCheck {

    S3GrantWrongAction(PerInvestigation<S3Requests> requests) {
        super(GrantFault.Kind.WRONG_ACTION, requests);
    }

    @Override
    String summary(S3Request request, GrantFault found) {
        return "the policy of " + request.bucket().name() + " gives " + who(request) + " other actions than "
                + request.asked().action();
    }
}
