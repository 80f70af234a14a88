package why403.diagnosis.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.PolicyChange;
import why403.diagnosis.remedy.PolicyState;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.S3Operation;
import why403.text.Phrases;
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
                ? statements(summary(requests), requests, inspection)
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

    /** With the condition that a policy needs that could not be read. */
    static Fix unlessAllowed(Fix fix, S3Request request) {
        return request.policy().state() instanceof PolicyState.Unknown
                ? fix.alsoOnlyIf("Only if the current policy, which why403 could not read, does not allow this already")
                : fix;
    }

    /** What statements for those requests do, one sentence without its full stop. */
    static String summary(List<S3Request> requests) {
        S3Request first = requests.get(0);
        String grant = " that grants distribution " + first.distribution().id() + " "
                + Phrases.list(requests.stream()
                        .map(request -> request.asked().action())
                        .distinct()
                        .toList());
        return first.policy().isNone()
                ? "Give bucket " + first.bucket().name() + " a policy" + grant
                : "Add a statement to the policy of bucket " + first.bucket().name() + grant;
    }

    private static Fix statements(String summary, List<S3Request> requests, S3Inspection inspection) {
        S3Request first = requests.get(0);
        Collection<S3Request> needs = needs(requests);
        return unlessAllowed(
                PolicyFix.of(
                        first,
                        StoredPolicy.of(first, inspection),
                        summary,
                        List.of(addition(needs)),
                        needs.stream().map(S3Request::object).toList(),
                        Optional.of(KeyControl.of(requests, inspection))),
                first);
    }

    /**
     * A statement that lets CloudFront list the bucket, so that S3 answers 404 for an object that does not exist.
     *
     * @param request must be {@linkplain S3Request#isGrantable grantable}
     */
    public static Fix listing(String summary, S3Request request, S3Inspection inspection) {
        return PolicyFix.of(
                request,
                StoredPolicy.of(request, inspection),
                summary,
                List.of(new PolicyChange.Addition(List.of(GrantStatement.of(
                        request, S3Operation.LIST, request.bucket().arn())))),
                List.of(request.listBucket(), request.object()),
                Optional.empty());
    }

    /** The statements that those requests need. */
    static PolicyChange.Addition addition(Collection<S3Request> needs) {
        return new PolicyChange.Addition(
                needs.stream().map(GrantFix::statement).distinct().toList());
    }

    /** One request for each identity and action. */
    static Collection<S3Request> needs(List<S3Request> requests) {
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
