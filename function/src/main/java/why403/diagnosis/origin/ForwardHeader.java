package why403.diagnosis.origin;

import java.util.List;
import why403.diagnosis.remedy.DistributionEdit;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.Forwarding.Forwarded;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.ManagedPolicies;
import why403.text.Phrases;

/**
 * Makes a cache behavior forward headers of the viewer. The origin gets the viewer's {@code Host} only if it got it before.
 *
 * @param headers are added to legacy settings; a policy for all headers replaces another one
 */
record ForwardHeader(String distributionId, Behavior behavior, List<String> headers, boolean hasHost) {

    ForwardHeader {
        headers = List.copyOf(headers);
    }

    static ForwardHeader of(IncidentContext incident, Behavior behavior, List<String> headers) {
        boolean hasHost = incident.forwarding(behavior).header("Host") == Forwarded.YES;
        return new ForwardHeader(incident.distributionId(), behavior, headers, hasHost);
    }

    private String summary() {
        if (isLegacy()) {
            return "Forward " + Phrases.list(headers) + " to the origin";
        }
        return "Forward the headers that the application checks. The managed policy "
                + (hasHost
                        ? "AllViewer forwards all headers"
                        : "AllViewerExceptHostHeader forwards all headers but Host")
                + ", all cookies and all query strings";
    }

    private RemedyStep step() {
        return DistributionEdit.of(
                distributionId,
                "Forward the viewer's headers to the origin",
                Jq.path(behavior) + " |= (" + (isLegacy() ? legacy() : policy()) + ")");
    }

    /** A cached answer must not depend on what is not part of the cache key, so then only a person can choose the headers. */
    Fix fix() {
        return isLegacy() || behavior.cachesNothing()
                ? Fix.of(summary(), step())
                : Fix.byHand(
                        "Forward " + Phrases.list(headers) + " in " + behavior.named()
                                + ". Add them to its cache policy, or to an origin request policy if the answers do not depend on them");
    }

    private boolean isLegacy() {
        return behavior.forwardedValues().isPresent();
    }

    private String policy() {
        return ".OriginRequestPolicyId = "
                + Jq.string(hasHost ? ManagedPolicies.ALL_VIEWER : ManagedPolicies.ALL_VIEWER_EXCEPT_HOST_HEADER);
    }

    private String legacy() {
        return ".ForwardedValues.Headers |= (((.Items // []) as $old | $old + (" + Jq.strings(headers)
                + " | map(select(ascii_downcase as $name | any($old[]; ascii_downcase == $name) | not))))"
                + " as $all | {Quantity: ($all | length), Items: $all})";
    }
}
