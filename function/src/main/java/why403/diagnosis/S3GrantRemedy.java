package why403.diagnosis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The bucket policy that gives CloudFront what it was refused, tried on the evaluator before it is offered. */
final class S3GrantRemedy {

    private S3GrantRemedy() {}

    /** @param lastCommand what is left to do once the policy is put */
    static Remedy of(S3Request request, GrantFault fault, String lastCommand) {
        ObjectNode statement = GrantStatements.grant(
                request, request.asked().action(), request.bucket().arnOf("*"));
        if (request.policy().policy().isEmpty()) {
            return unseen(request, statement, lastCommand);
        }
        return corrected(request, fault)
                .map(proposal -> proposal.remedy(
                        "Put the policy of " + request.bucket().name() + " with its statement corrected",
                        request.bucket(),
                        statement,
                        lastCommand))
                .orElseGet(() -> appended(request, statement, lastCommand));
    }

    /** The policy with the statement added to it. */
    static Remedy appended(S3Request request, ObjectNode statement, String lastCommand) {
        ObjectNode document = GrantStatements.appended(request.policy().document(), statement);
        String what = request.policy().isNone() ? "Put a policy on " : "Put the policy of ";
        return PolicyProposal.of(document, request.object())
                .remedy(
                        what + request.bucket().name() + " with a statement for this distribution",
                        request.bucket(),
                        statement,
                        lastCommand);
    }

    private static Optional<PolicyProposal> corrected(S3Request request, GrantFault fault) {
        return request.policy()
                .document()
                .flatMap(document -> fault.nearest()
                        .filter(nearest -> fault.kind() != GrantFault.Kind.MISSING)
                        .map(nearest -> GrantStatements.corrected(document, fault, nearest, request))
                        .map(whole -> PolicyProposal.of(whole, request.object()))
                        .filter(PolicyProposal::allows));
    }

    private static Remedy unseen(S3Request request, ObjectNode statement, String lastCommand) {
        String bucket = request.bucket().name();
        return new Remedy(
                "Read the policy of " + bucket + ", and add this statement with put-bucket-policy if none there does"
                        + " the same (not checked against what exists, Block Public Access or a key policy)",
                List.of(
                        "aws s3api get-bucket-policy --bucket " + bucket
                                + request.bucket().regionOption() + " --query Policy --output text",
                        lastCommand),
                Optional.of(statement));
    }
}
