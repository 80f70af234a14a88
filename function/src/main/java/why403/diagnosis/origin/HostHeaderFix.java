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
import why403.text.Printable;
import why403.text.Shell;

/** Stops a cache behavior from forwarding {@code Host}, in each of the settings that forward it. */
record HostHeaderFix(String distributionId, Behavior behavior, Forwarding forwarding) {

    /** Cache policies. */
    private static final Set<String> MANAGED_WITH_HOST = Set.of(
            ManagedPolicies.USE_ORIGIN_CACHE_CONTROL_HEADERS,
            ManagedPolicies.USE_ORIGIN_CACHE_CONTROL_HEADERS_QUERY_STRINGS);

    /** Origin request policies. */
    private static final Set<String> MANAGED_FOR_ALL =
            Set.of(ManagedPolicies.ALL_VIEWER, ManagedPolicies.ALL_VIEWER_AND_CLOUDFRONT_HEADERS);

    private static final String IS_HOST = "(ascii_downcase == \"host\")";

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
                    + " uses, so that the origin gets its own host name");
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
        return sources.contains(Source.CACHE_POLICY)
                        && behavior.cachePolicyId()
                                .filter(MANAGED_WITH_HOST::contains)
                                .isPresent()
                ? fix.onlyIf("Only if the origin can answer all requests itself, without a cache")
                : fix;
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
                "Remove Host from the cache policy, also for its other cache behaviors");
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
