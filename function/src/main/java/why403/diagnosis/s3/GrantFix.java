package why403.diagnosis.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.diagnosis.access.GrantStatement;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.PolicyState;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.remedy.RemedyStep.EditPolicy;
import why403.diagnosis.request.OriginAccess;
import why403.text.Shell;

/** The statements that give CloudFront what it was refused of one bucket. What the policy grants to others stays. */
final class GrantFix {

    private record Need(OriginAccess access, String action) {}

    private GrantFix() {}

    /**
     * One fix for all of those requests.
     *
     * @param requests of one bucket, at least one
     */
    static Fix of(List<S3Request> requests) {
        S3Request first = requests.get(0);
        return requests.stream().allMatch(S3Request::isGrantable)
                ? new Fix(summary(first), condition(first), List.of(statements(requests)))
                : Fix.of(
                        "Look up the distribution's ARN, and let the policy of "
                                + first.bucket().name() + " allow "
                                + first.asked().action()
                                + " to cloudfront.amazonaws.com where AWS:SourceArn is that ARN",
                        arn(first));
    }

    private static Optional<String> condition(S3Request request) {
        return request.policy().state() instanceof PolicyState.Unknown
                ? Optional.of("Only if the current policy, which why403 could not read, does not allow this already")
                : Optional.empty();
    }

    private static String summary(S3Request request) {
        String bucket = request.bucket().name();
        return request.policy().isNone()
                ? "Give bucket " + bucket + " a policy that allows distribution "
                        + request.distribution().id() + " to use it"
                : "Add a statement to the policy of bucket " + bucket + " that allows distribution "
                        + request.distribution().id() + " to use it";
    }

    private static EditPolicy statements(List<S3Request> requests) {
        S3Request first = requests.get(0);
        Collection<S3Request> needs = needs(requests);
        List<ObjectNode> statements =
                needs.stream().map(GrantFix::statement).distinct().toList();
        return EditPolicy.adding(
                first.bucket(),
                first.policy().state(),
                statements,
                needs.stream().map(S3Request::object).toList());
    }

    private static Collection<S3Request> needs(List<S3Request> requests) {
        Map<Need, S3Request> needs = new LinkedHashMap<>();
        requests.forEach(request ->
                needs.putIfAbsent(new Need(request.access(), request.asked().action()), request));
        return needs.values();
    }

    private static ObjectNode statement(S3Request request) {
        return GrantStatement.of(
                request, request.asked().action(), request.bucket().arnOf("*"));
    }

    private static RemedyStep arn(S3Request request) {
        return new RemedyStep.Run(List.of(new Command(
                "Print the distribution's ARN",
                "aws cloudfront get-distribution --id "
                        + Shell.word(request.distribution().id()) + " --query Distribution.ARN --output text",
                Effect.PREPARES)));
    }
}
