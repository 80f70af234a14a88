package why403.diagnosis.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import why403.diagnosis.remedy.ConfigurationEdit;
import why403.diagnosis.remedy.DistributionEdit;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.remedy.RemedyStep.EditConfiguration;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.Forwarding;
import why403.diagnosis.request.Forwarding.Source;
import why403.diagnosis.request.ManagedPolicies;
import why403.text.Phrases;
import why403.text.Printable;
import why403.text.Shell;

/**
 * Stops a cache behavior from forwarding {@code Host}, in each of the settings that forward it.
 *
 * @param behaviors all of the distribution
 * @param behavior the one that forwards {@code Host}
 */
record HostHeaderFix(String distributionId, List<Behavior> behaviors, Behavior behavior, Forwarding forwarding) {

    /** Cache policies. */
    private static final Set<String> MANAGED_WITH_HOST = Set.of(
            ManagedPolicies.USE_ORIGIN_CACHE_CONTROL_HEADERS,
            ManagedPolicies.USE_ORIGIN_CACHE_CONTROL_HEADERS_QUERY_STRINGS);

    /** Origin request policies. */
    private static final Set<String> MANAGED_FOR_ALL =
            Set.of(ManagedPolicies.ALL_VIEWER, ManagedPolicies.ALL_VIEWER_AND_CLOUDFRONT_HEADERS);

    private static final String IS_HOST = "(ascii_downcase == \"host\")";

    HostHeaderFix {
        behaviors = List.copyOf(behaviors);
    }

    Fix fix() {
        Set<Source> sources = forwarding.sourcesOf("Host");
        if (sources.isEmpty()) {
            return Fix.byHand("If the policies of " + behavior.named()
                    + " forward the Host header, use the origin request policy AllViewerExceptHostHeader");
        }
        Optional<String> ownPolicy = behavior.originRequestPolicyId().filter(id -> !MANAGED_FOR_ALL.contains(id));
        if (sources.contains(Source.ORIGIN_REQUEST_POLICY) && ownPolicy.isPresent()) {
            return Fix.byHand("Remove Host from the headers of origin request policy "
                    + Printable.excerpt(ownPolicy.get()) + ", which " + behavior.named()
                    + " uses, so that the origin gets its own host name. If other cache behaviors or distributions need Host in"
                    + " this policy, give this cache behavior a policy of its own");
        }
        List<RemedyStep> steps = new ArrayList<>();
        if (sources.contains(Source.ORIGIN_REQUEST_POLICY)) {
            steps.add(inDistribution(
                    "Use AllViewerExceptHostHeader",
                    ".OriginRequestPolicyId = " + Jq.string(ManagedPolicies.ALL_VIEWER_EXCEPT_HOST_HEADER)));
        }
        if (sources.contains(Source.CACHE_POLICY)) {
            behavior.cachePolicyId().map(this::withoutHost).ifPresent(steps::add);
        }
        if (sources.contains(Source.LEGACY_SETTINGS)) {
            steps.add(inDistribution("Stop forwarding the Host header", legacy()));
        }
        Fix fix = Fix.of(
                "Do not forward the Host header in " + behavior.named() + ", so that the origin gets its own host name",
                steps.toArray(RemedyStep[]::new));
        return behavior.cachePolicyId()
                .filter(id -> sources.contains(Source.CACHE_POLICY))
                .map(id -> fix.onlyIf(
                        MANAGED_WITH_HOST.contains(id)
                                ? "Only if the origin can answer all requests itself, without a cache"
                                : noneNeedsHostIn(id)))
                .orElse(fix);
    }

    /** An edit of a policy changes the cache key of everything that uses it, also in other distributions. */
    private String noneNeedsHostIn(String policy) {
        List<String> others = behaviors.stream()
                .filter(other -> !other.equals(behavior))
                .filter(other -> other.cachePolicyId().filter(policy::equals).isPresent())
                .map(Behavior::named)
                .toList();
        return "Only if no other cache behavior or distribution needs Host in cache policy " + Printable.excerpt(policy)
                + (others.isEmpty() ? "" : " (in this distribution, it also applies to " + Phrases.list(others) + ")");
    }

    private RemedyStep inDistribution(String label, String change) {
        return DistributionEdit.of(distributionId, label, Jq.path(behavior) + " |= (" + change + ")");
    }

    private RemedyStep withoutHost(String policy) {
        if (MANAGED_WITH_HOST.contains(policy)) {
            return inDistribution(
                    "Turn caching off (managed policy CachingDisabled)",
                    ".CachePolicyId = " + Jq.string(ManagedPolicies.CACHING_DISABLED));
        }
        String id = " --id " + Shell.word(policy);
        return new EditConfiguration(
                new ConfigurationEdit(
                        "cache-policy-" + policy,
                        "aws cloudfront get-cache-policy-config" + id,
                        List.of(),
                        ".CachePolicyConfig | .ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig |= (((.Headers.Items // [])"
                                + " | map(select(" + IS_HOST + " | not))) as $left | if $left == []"
                                + " then {HeaderBehavior: \"none\"}"
                                + " else .Headers = {Quantity: ($left | length), Items: $left} end)",
                        "aws cloudfront update-cache-policy" + id,
                        "--cache-policy-config"),
                "Remove Host from the cache policy");
    }

    /** A star means all headers and no caching. There is no legacy setting for all headers but one. */
    private static String legacy() {
        return "if .ForwardedValues == null then . elif any(.ForwardedValues.Headers.Items[]?; . == \"*\")"
                + " then del(.ForwardedValues, .MinTTL, .DefaultTTL, .MaxTTL)"
                + " | .CachePolicyId = " + Jq.string(ManagedPolicies.CACHING_DISABLED)
                + " | .OriginRequestPolicyId = " + Jq.string(ManagedPolicies.ALL_VIEWER_EXCEPT_HOST_HEADER)
                + " else .ForwardedValues.Headers |= (((.Items // []) | map(select(" + IS_HOST
                + " | not))) as $left | if $left == [] then {Quantity: 0}"
                + " else {Quantity: ($left | length), Items: $left} end) end";
    }
}
