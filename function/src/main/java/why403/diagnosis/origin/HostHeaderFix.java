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
import why403.text.Printable;
import why403.text.Shell;

/** Stops a cache behavior from forwarding {@code Host}, in each of the settings that forward it. */
record HostHeaderFix(String distributionId, Behavior behavior, Forwarding forwarding) {

    /** The managed policy AllViewerExceptHostHeader. */
    static final String ALL_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

    /** The managed policies UseOriginCacheControlHeaders, with and without query strings. Nobody can edit them. */
    private static final Set<String> MANAGED_WITH_HOST =
            Set.of("83da9c7e-98b4-4e11-a168-04f0df8e2c65", "4cc15a8a-d715-48a4-82b8-cc0b614638fe");

    /** The managed policies AllViewer and AllViewerAndCloudFrontHeaders-2022-06. */
    private static final Set<String> MANAGED_FOR_ALL =
            Set.of("216adef6-5c7f-47e4-b989-5492eafa07d3", "33f36d7e-f396-46d9-90e0-52428a34d9dc");

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
                    "Use AllViewerExceptHostHeader", ".OriginRequestPolicyId = " + Jq.string(ALL_EXCEPT_HOST)));
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
                    ".CachePolicyId = " + Jq.string(Behavior.CACHING_DISABLED));
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
                + " | .CachePolicyId = " + Jq.string(Behavior.CACHING_DISABLED)
                + " | .OriginRequestPolicyId = " + Jq.string(ALL_EXCEPT_HOST)
                + " else .ForwardedValues.Headers |= (((.Items // []) | map(select(" + IS_HOST
                + " | not))) as $left | if $left == [] then {Quantity: 0}"
                + " else {Quantity: ($left | length), Items: $left} end) end";
    }
}
