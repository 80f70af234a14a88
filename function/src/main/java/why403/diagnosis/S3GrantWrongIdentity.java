package why403.diagnosis;

/** The grant is another identity's, another distribution's or another account's. */
final class S3GrantWrongIdentity extends S3GrantCheck {

    S3GrantWrongIdentity(PerInvestigation<S3Requests> requests) {
        super(GrantFault.Kind.WRONG_IDENTITY, requests);
    }

    @Override
    String summary(S3Request request, GrantFault found) {
        return statement(found) + " of the policy of " + request.bucket().name() + " allows another identity than "
                + who(request);
    }
}
