package why403.diagnosis.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.PolicyChange;
import why403.diagnosis.remedy.PolicyState;
import why403.diagnosis.remedy.PolicyTarget;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.remedy.RemedyStep.EditPolicy;
import why403.diagnosis.request.OriginAccess;
import why403.text.Shell;

/** The statements that give CloudFront what it was refused of one bucket. What the policy grants to others stays. */
public final class GrantFix {

    private record Need(OriginAccess access, String action) {}

    private GrantFix() {}

    /**
     * One fix for all of those requests.
     *
     * @param requests of one bucket, at least one
     */
    public static Fix of(List<S3Request> requests, S3Inspection inspection) {
        S3Request first = requests.get(0);
        return isGrantable(requests)
                ? statements(summary(first), requests, inspection)
                : Fix.of(
                        "Look up the distribution's ARN, and let the policy of "
                                + first.bucket().name() + " allow "
                                + first.asked().action()
                                + " to cloudfront.amazonaws.com where AWS:SourceArn is that ARN",
                        arn(first));
    }

    /** The same as a part of a larger fix, which has that summary. */
    public static Fix of(String summary, List<S3Request> requests, S3Inspection inspection) {
        return isGrantable(requests)
                ? statements(summary, requests, inspection)
                : Fix.of(summary, arn(requests.get(0)));
    }

    private static boolean isGrantable(List<S3Request> requests) {
        return requests.stream().allMatch(S3Request::isGrantable);
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

    private static Fix statements(String summary, List<S3Request> requests, S3Inspection inspection) {
        S3Request first = requests.get(0);
        Collection<S3Request> needs = needs(requests);
        List<ObjectNode> statements =
                needs.stream().map(GrantFix::statement).distinct().toList();
        StoredPolicy stored = StoredPolicy.of(first, new PolicyChange.Addition(statements), inspection);
        KeyControl key = KeyControl.of(requests, inspection);
        EditPolicy edit = new EditPolicy(
                        new PolicyTarget.OfBucket(first.bucket()),
                        first.policy().state(),
                        stored.change(),
                        needs.stream().map(S3Request::object).toList())
                .beside(otherControls(stored, key));
        return new Fix(
                Stream.of(Optional.of(summary), stored.remark(), key.remark())
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(". ")),
                condition(first).or(stored::condition),
                Stream.concat(Stream.of(edit), key.steps().stream()).toList());
    }

    private static String otherControls(StoredPolicy stored, KeyControl key) {
        List<String> doubts =
                Stream.of(stored.doubt(), key.doubt()).flatMap(Optional::stream).toList();
        if (!doubts.isEmpty()) {
            return String.join(" ", doubts);
        }
        return key.admits()
                ? "Neither Block Public Access nor a KMS key refuses them."
                : "Block Public Access does not refuse them.";
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
