package why403.diagnosis.origin;

import java.util.List;
import why403.diagnosis.remedy.DistributionEdit;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.request.Behavior;

/** Makes a cache behavior forward headers of the viewer, but not {@code Host}. */
record ForwardHeader(String distributionId, Behavior behavior, List<String> headers) {

    ForwardHeader {
        headers = List.copyOf(headers);
    }

    RemedyStep step() {
        return DistributionEdit.of(
                distributionId,
                "Forward the viewer's headers to the origin",
                Jq.path(behavior) + " |= (" + (behavior.forwardedValues().isPresent() ? legacy() : policy()) + ")");
    }

    private static String policy() {
        return ".OriginRequestPolicyId = " + Jq.string(HostHeaderFix.ALL_EXCEPT_HOST);
    }

    private String legacy() {
        return ".ForwardedValues.Headers |= (((.Items // []) as $old | $old + (" + Jq.strings(headers)
                + " | map(select(ascii_downcase as $name | any($old[]; ascii_downcase == $name) | not))))"
                + " as $all | {Quantity: ($all | length), Items: $all})";
    }
}
