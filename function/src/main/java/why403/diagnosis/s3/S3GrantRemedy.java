package why403.diagnosis.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import why403.cause.Remedy;
import why403.diagnosis.access.BucketPolicy;
import why403.diagnosis.access.GrantFault;
import why403.diagnosis.access.GrantStatements;
import why403.diagnosis.access.PolicyProposal;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.remedy.Json;
import why403.diagnosis.request.OriginAccess;
import why403.policy.Comparison;
import why403.text.Shell;

/**
 * The bucket policy that gives CloudFront all that it was refused of one bucket, tried on the evaluator before it is
 * offered.
 */
final class S3GrantRemedy {

    private record Need(OriginAccess access, String action, int nearest) {}

    private S3GrantRemedy() {}

    /**
     * One policy for all of those requests.
     *
     * @param requests of one bucket, at least one
     * @param lastCommand what is left to do once the policy is put
     */
    static Remedy of(List<S3Request> requests, String lastCommand) {
        S3Request first = requests.get(0);
        if (!requests.stream().allMatch(S3Request::isGrantable)) {
            return unnamed(first, lastCommand);
        }
        Collection<S3Request> needs = needs(requests);
        List<ObjectNode> statements =
                needs.stream().map(S3GrantRemedy::statement).distinct().toList();
        if (first.policy().policy().isEmpty()) {
            return unseen(first, statements, lastCommand);
        }
        BucketPolicy policy = first.policy();
        for (S3Request need : needs) {
            policy = granting(need.under(policy));
        }
        return PolicyProposal.of(policy.document().orElseThrow(), needs)
                .remedy(
                        first.policy().isNone()
                                ? "Put a policy on " + first.bucket().name()
                                : "Correct the policy of " + first.bucket().name(),
                        first.bucket(),
                        statements,
                        lastCommand);
    }

    private static Collection<S3Request> needs(List<S3Request> requests) {
        Map<Need, S3Request> needs = new LinkedHashMap<>();
        for (S3Request request : requests) {
            int nearest = request.grantFault()
                    .flatMap(GrantFault::nearest)
                    .map(Comparison::number)
                    .orElse(0);
            needs.putIfAbsent(new Need(request.access(), request.asked().action(), nearest), request);
        }
        return needs.values();
    }

    private static ObjectNode statement(S3Request request) {
        return GrantStatements.grant(
                request, request.asked().action(), request.bucket().arnOf("*"));
    }

    /** The policy with the nearest statement corrected if that is enough, else with one more. */
    private static BucketPolicy granting(S3Request request) {
        if (request.grant() == S3Request.Grant.ALLOWED) {
            return request.policy();
        }
        return corrected(request)
                .orElseGet(() -> request.policy()
                        .replacedBy(GrantStatements.appended(request.policy().document(), statement(request))));
    }

    private static Optional<BucketPolicy> corrected(S3Request request) {
        return request.grantFault()
                .filter(fault -> fault.kind() != GrantFault.Kind.MISSING)
                .flatMap(fault -> fault.nearest()
                        .flatMap(nearest -> request.policy()
                                .document()
                                .map(document -> GrantStatements.corrected(document, fault, nearest, request)))
                        .map(request.policy()::replacedBy)
                        .filter(policy -> request.under(policy).grant() == S3Request.Grant.ALLOWED));
    }

    private static Remedy unnamed(S3Request request, String lastCommand) {
        return new Remedy(
                "Look up the distribution's ARN, and let the policy of "
                        + request.bucket().name() + " allow " + request.asked().action()
                        + " to cloudfront.amazonaws.com where AWS:SourceArn is that ARN",
                List.of(
                        "aws cloudfront get-distribution --id "
                                + Shell.word(request.distribution().id()) + " --query Distribution.ARN --output text",
                        lastCommand),
                Optional.empty());
    }

    private static Remedy unseen(S3Request request, List<ObjectNode> statements, String lastCommand) {
        String bucket = request.bucket().name();
        return new Remedy(
                "Read the policy of " + bucket + ", and add this statement with put-bucket-policy if none there does"
                        + " the same (not checked against what exists, Block Public Access or a key policy)",
                List.of(
                        "aws s3api get-bucket-policy --bucket " + bucket
                                + request.bucket().regionOption() + " --query Policy --output text",
                        lastCommand),
                Optional.of(Json.oneOrList(statements)));
    }
}
