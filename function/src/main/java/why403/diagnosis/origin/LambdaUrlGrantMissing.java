package why403.diagnosis.origin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import why403.account.Answer;
import why403.account.LambdaQuestions;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Headline;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.ChangeClues;
import why403.diagnosis.check.Check;
import why403.diagnosis.check.Claim;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.check.Topics;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.PolicyState;
import why403.diagnosis.request.DistributionArn;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.OriginKind;
import why403.diagnosis.request.RequestKind;
import why403.policy.Caller;
import why403.policy.Policy;
import why403.text.Phrases;

/**
 * The policy of the Lambda function behind a function URL does not let CloudFront invoke it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html">
 *     AWS: restrict access to a Lambda function URL origin</a>
 */
final class LambdaUrlGrantMissing implements Check {

    /** What is wrong, as far as it is known. */
    private enum Fault {
        /** The policy lacks an action. */
        POLICY,
        /** The URL requires signed requests, and CloudFront does not sign. */
        NOT_SIGNING,
        NOT_KNOWN
    }

    private record Topic(Optional<Origin> origin, Fault fault, List<String> missing) {}

    private record PolicyDocument(Policy policy, ObjectNode json) {}

    private final IncidentContext incident;
    private final Map<FunctionUrl, Optional<PolicyDocument>> policies = new HashMap<>();

    LambdaUrlGrantMissing(IncidentContext incident) {
        this.incident = incident;
    }

    @Override
    public CauseId id() {
        return CauseId.LAMBDA_URL_GRANT_MISSING;
    }

    @Override
    public boolean mayExplain(RequestKind kind) {
        LogSignature line = kind.line();
        boolean mayHaveAnswer = line.has(Fingerprint.LAMBDA_URL_GRANT)
                || (line.anOriginTookPart() && line.mayHave(Fingerprint.LAMBDA_URL_GRANT));
        return mayHaveAnswer
                && !line.isSpecific()
                && (kind.origins().isEmpty() || functionUrl(kind).isPresent());
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request) {
        LogSignature line = request.line();
        boolean isSpecific = line.has(Fingerprint.LAMBDA_URL_GRANT);
        if (!mayExplain(request.kind())) {
            return Optional.empty();
        }
        Optional<Claim> fromLog = isSpecific
                ? Optional.of(
                        new Claim(Certainty.LIKELY, new Topic(functionUrl(request.kind()), Fault.NOT_KNOWN, List.of())))
                : Optional.empty();
        Optional<Claim> claim = request.origins().isEmpty()
                ? fromLog.filter(none -> incident.distribution().isEmpty())
                : functionUrl(request.kind()).flatMap(origin -> examine(request, origin, fromLog));
        return claim.map(made -> made.atMost(
                        request.bound(isSpecific || line.originAnswered() ? Certainty.CONFIRMED : Certainty.LIKELY)))
                .map(made -> OriginEvidence.mayBeChanged(request) ? made.atMost(Certainty.LIKELY) : made);
    }

    private static Optional<Origin> functionUrl(RequestKind kind) {
        return kind.origins().stream()
                .filter(origin -> OriginKind.of(origin) == OriginKind.FUNCTION_URL)
                .findFirst();
    }

    private Optional<Claim> examine(ForbiddenRequest request, Origin origin, Optional<Claim> fromLog) {
        Optional<FunctionUrl> url = FunctionUrl.of(origin, incident.account());
        if (url.filter(known -> isNotSigned(known, origin)).isPresent()) {
            return fromLog.map(
                    claim -> new Claim(Certainty.LIKELY, new Topic(Optional.of(origin), Fault.NOT_SIGNING, List.of())));
        }
        Optional<FunctionGrant> grant =
                url.flatMap(known -> grant(known, request.record().time()));
        return grant.isEmpty()
                ? fromLog
                : grant.get()
                        .refusal()
                        .map(certainty -> new Claim(
                                certainty,
                                new Topic(
                                        Optional.of(origin),
                                        Fault.POLICY,
                                        grant.get().missing())));
    }

    private boolean isNotSigned(FunctionUrl url, Origin origin) {
        return url.authType().filter(FunctionUrlAuthType.AWS_IAM::equals).isPresent()
                && !OriginAccess.of(origin, incident.account()).signs();
    }

    private Optional<FunctionGrant> grant(FunctionUrl url, Instant at) {
        return caller(url, at)
                .flatMap(caller -> policy(url).map(found -> new FunctionGrant(url, found.policy(), caller, at)));
    }

    private Optional<Caller> caller(FunctionUrl url, Instant at) {
        return url.authType().flatMap(type -> switch (type) {
            case AWS_IAM ->
                arn().map(distribution -> Caller.ofFunctionUrl(distribution.arn(), distribution.account(), at));
            case NONE ->
                Optional.of(Caller.anonymous(at, Optional.empty())
                        .with(Map.of(
                                "lambda:FunctionUrlAuthType", List.of("NONE"),
                                "lambda:InvokedViaFunctionUrl", List.of("true"))));
            case UNKNOWN_TO_SDK_VERSION -> Optional.<Caller>empty();
        });
    }

    private Optional<DistributionArn> arn() {
        return incident.distribution().flatMap(DistributionArn::of);
    }

    /** Empty if the account did not answer, or the answer cannot be read. */
    private Optional<PolicyDocument> policy(FunctionUrl url) {
        return policies.computeIfAbsent(url, this::readPolicy);
    }

    private Optional<PolicyDocument> readPolicy(FunctionUrl url) {
        var question = LambdaQuestions.functionPolicy(url.function(), url.region());
        Answer<GetPolicyResponse> answer = incident.account().ask(question);
        if (answer.refusedAs("ResourceNotFoundException")) {
            return Optional.of(new PolicyDocument(
                    Policy.none(), JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17")));
        }
        return incident.account()
                .find(question, found -> Optional.ofNullable(found.policy()).flatMap(LambdaUrlGrantMissing::document));
    }

    private static Optional<PolicyDocument> document(String json) {
        return Policy.read(json) instanceof Policy.Read read
                ? PolicyState.document(json).map(tree -> new PolicyDocument(read.policy(), tree))
                : Optional.empty();
    }

    @Override
    public Finding report(List<Explained> explained) {
        return Topics.reportEach(explained, this::reportFault);
    }

    private Finding reportFault(List<Explained> explained) {
        Topic topic = (Topic) explained.get(0).claim().topic();
        Optional<FunctionUrl> url = topic.origin().flatMap(origin -> FunctionUrl.of(origin, incident.account()));
        String function = url.map(known -> "function " + known.function()).orElse("the URL's function");
        List<String> evidence = new ArrayList<>();
        topic.origin().map(origin -> origin(origin, url)).ifPresent(evidence::add);
        evidence.addAll(policyEvidence(topic, url, function));
        evidence.add(OriginEvidence.answers(explained));
        evidence.addAll(OriginEvidence.functions(explained, incident));
        evidence.addAll(AffectedViewers.sentences(explained));
        return new Finding(
                        new Headline(
                                function + " does not let CloudFront invoke it",
                                function + " did not let CloudFront invoke it"),
                        summary(topic, function),
                        evidence,
                        Optional.of(fix(topic, url, explained).then(OriginEvidence.clearCache(explained, incident))),
                        url.stream().map(FunctionUrl::resource).toList())
                .with(url.map(known -> ChangeClues.ofFunction(known.function(), statementIds(known)))
                        .orElse(ChangeClues.NONE));
    }

    private Set<String> statementIds(FunctionUrl url) {
        return policy(url).stream()
                .flatMap(found -> found.json().findValuesAsText("Sid").stream())
                .collect(Collectors.toSet());
    }

    private String summary(Topic topic, String function) {
        return switch (topic.fault()) {
            case POLICY ->
                "the policy of " + function + " does not allow " + Phrases.list(topic.missing()) + " to "
                        + (isForEverybody(topic) ? "everybody" : "distribution " + incident.distributionId());
            case NOT_SIGNING -> function + " accepts only signed requests, and CloudFront does not sign them";
            case NOT_KNOWN -> function + " refuses CloudFront's requests: check who may invoke it";
        };
    }

    private boolean isForEverybody(Topic topic) {
        return topic.origin()
                .flatMap(origin -> FunctionUrl.of(origin, incident.account()))
                .flatMap(FunctionUrl::authType)
                .filter(FunctionUrlAuthType.NONE::equals)
                .isPresent();
    }

    private String origin(Origin origin, Optional<FunctionUrl> url) {
        return Phrases.capitalized(OriginEvidence.named(origin)) + " is "
                + url.map(known -> "the URL of function " + known.function() + " ("
                                + known.authType()
                                        .map(type -> "authentication type " + type)
                                        .orElse("authentication type not known")
                                + ")")
                        .orElse("a Lambda function URL")
                + ", and uses " + accessOf(origin) + ".";
    }

    private String accessOf(Origin origin) {
        OriginAccess access = OriginAccess.of(origin, incident.account());
        return access instanceof OriginAccess.None ? "no OAC" : access.described();
    }

    private List<String> policyEvidence(Topic topic, Optional<FunctionUrl> url, String function) {
        if (url.isEmpty()) {
            return List.of("It is not known which function has this URL, so its policy was not checked.");
        }
        if (topic.fault() != Fault.POLICY) {
            return List.of();
        }
        boolean hasNone = incident.account()
                .ask(LambdaQuestions.functionPolicy(
                        url.get().function(), url.get().region()))
                .refusedAs("ResourceNotFoundException");
        List<String> evidence = new ArrayList<>();
        evidence.add(
                hasNone
                        ? "GetPolicy " + url.get().function() + ": ResourceNotFoundException."
                        : "The policy of " + function + " does not allow " + Phrases.list(topic.missing()) + ".");
        if (topic.missing().equals(List.of(FunctionGrant.INVOKE))) {
            evidence.add("Since October 2025 a new function URL needs both lambda:InvokeFunctionUrl and"
                    + " lambda:InvokeFunction, and since 1 November 2026 every one does."
                    + url.get()
                            .created()
                            .map(time -> " This one is from " + time + ".")
                            .orElse(" The age of this one is not known."));
        }
        return evidence;
    }

    private Fix fix(Topic topic, Optional<FunctionUrl> url, List<Explained> explained) {
        if (topic.fault() == Fault.NOT_SIGNING) {
            return Fix.byHand("Attach an OAC of origin type lambda that always signs to "
                    + topic.origin().map(OriginEvidence::named).orElse("the origin")
                    + ", and allow this distribution lambda:InvokeFunctionUrl and lambda:InvokeFunction");
        }
        Instant at = explained.get(0).request().record().time();
        return topic.fault() == Fault.POLICY
                ? url.flatMap(known -> grant(known, at).map(grant -> fix(topic, known, grant)))
                        .orElseThrow()
                : Fix.byHand(
                        "Allow this distribution lambda:InvokeFunctionUrl and lambda:InvokeFunction in the policy of"
                                + " the function behind this URL. If the URL has no authentication, give it the type AWS_IAM and"
                                + " its origin an OAC that signs. Allow both actions to everybody only if everybody on the"
                                + " internet may call the function");
    }

    private Fix fix(Topic topic, FunctionUrl url, FunctionGrant grant) {
        boolean isForEverybody = isForEverybody(topic);
        Fix fix = new FunctionGrantFix(
                        grant,
                        policy(url).orElseThrow().json(),
                        incident.distributionId(),
                        isForEverybody ? Optional.empty() : arn().map(DistributionArn::arn))
                .fix();
        return isForEverybody
                ? new Fix(
                        keepPrivate(topic.origin().orElseThrow(), url) + ". Or let everybody call it. " + fix.summary(),
                        Optional.of("Only if everybody on the internet may call this function"),
                        fix.steps())
                : fix;
    }

    /** The order keeps the URL open until CloudFront may invoke the function. */
    private String keepPrivate(Origin origin, FunctionUrl url) {
        return "To admit CloudFront alone, "
                + (OriginAccess.of(origin, incident.account()).signs()
                        ? ""
                        : "attach an OAC of origin type lambda that always signs to " + OriginEvidence.named(origin)
                                + ", ")
                + "allow distribution " + incident.distributionId()
                + " lambda:InvokeFunctionUrl and lambda:InvokeFunction of function " + url.function()
                + ", and set the authentication type of its URL to AWS_IAM";
    }
}
