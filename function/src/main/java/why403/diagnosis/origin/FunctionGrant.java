package why403.diagnosis.origin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import why403.cause.Certainty;
import why403.policy.Caller;
import why403.policy.Decision;
import why403.policy.Decision.Outcome;
import why403.policy.Policy;
import why403.policy.Request;
import why403.policy.Resource;

/**
 * What a function's policy decides about CloudFront's request to the function's URL. Such a request needs two actions.
 *
 * @param caller CloudFront's service, or anybody where the URL has no authentication
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html">AWS: control access to Lambda function URLs</a>
 */
record FunctionGrant(FunctionUrl url, Policy policy, Caller caller, Instant at) {

    static final String INVOKE_URL = "lambda:InvokeFunctionUrl";
    static final String INVOKE = "lambda:InvokeFunction";

    /** URLs that are older worked with {@link #INVOKE_URL} alone for a time. */
    private static final Instant BOTH_FOR_NEW_URLS = Instant.parse("2025-10-01T00:00:00Z");

    private static final Instant BOTH_FOR_ALL_URLS = Instant.parse("2026-11-01T00:00:00Z");

    /** How surely the policy refuses the request; empty if it allows it. */
    Optional<Certainty> refusal() {
        return refusal(decision(INVOKE_URL))
                .or(() -> refusal(decision(INVOKE)).map(certainty -> certainty.atMost(needOfBoth())));
    }

    private static Optional<Certainty> refusal(Decision decision) {
        if (decision.outcome() == Outcome.ALLOW) {
            return Optional.empty();
        }
        return Optional.of(
                decision.refuses() && !decision.dependsOnInference() ? Certainty.CONFIRMED : Certainty.LIKELY);
    }

    private Certainty needOfBoth() {
        boolean isYoung =
                url.created().filter(time -> !time.isBefore(BOTH_FOR_NEW_URLS)).isPresent();
        return isYoung || !at.isBefore(BOTH_FOR_ALL_URLS) ? Certainty.CONFIRMED : Certainty.LIKELY;
    }

    /** The actions that the policy does not surely allow. */
    List<String> missing() {
        return Stream.of(INVOKE_URL, INVOKE)
                .filter(action -> decision(action).outcome() != Outcome.ALLOW)
                .toList();
    }

    /** The Deny statements that refuse the request. */
    List<String> denials() {
        return Stream.of(INVOKE_URL, INVOKE)
                .map(this::decision)
                .filter(decision -> decision.outcome() == Outcome.EXPLICIT_DENY)
                .flatMap(decision -> decision.statements().stream())
                .distinct()
                .toList();
    }

    private Decision decision(String action) {
        return policy.decide(new Request(caller, action, new Resource.Exactly(url.arn())));
    }

    /** The same request under another policy. */
    FunctionGrant under(Policy other) {
        return new FunctionGrant(url, other, caller, at);
    }

    /** The policy with more statements. */
    static ObjectNode with(ObjectNode document, List<ObjectNode> statements) {
        ObjectNode changed = document.deepCopy();
        JsonNode before = changed.path("Statement");
        ArrayNode all = changed.arrayNode();
        if (before.isArray()) {
            before.forEach(all::add);
        } else if (!before.isMissingNode()) {
            all.add(before);
        }
        statements.forEach(all::add);
        changed.set("Statement", all);
        return changed;
    }
}
