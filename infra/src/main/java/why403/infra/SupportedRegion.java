package why403.infra;

import java.util.Map;

/** The regions that the stack can be deployed into. */
final class SupportedRegion {

    /**
     * All commercial regions have SnapStart, except these.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html#snapstart-supported-regions">AWS: SnapStart
     *     supported regions</a>
     */
    private static final Map<String, String> WITHOUT_SNAP_START =
            Map.of("ap-east-2", "Asia Pacific (Taipei)", "ap-southeast-6", "Asia Pacific (New Zealand)");

    private SupportedRegion() {}

    /** @throws OptionException if the stack does not work in the region */
    static void check(String region) {
        if (region.startsWith("cn-")) {
            throw new OptionException("The stack cannot be deployed into " + region
                    + ", because why403 does not support" + " CloudFront in China, which is a separate service.");
        }
        if (region.startsWith("us-gov-")) {
            throw new OptionException(
                    "The stack cannot be deployed into " + region + ", because AWS GovCloud (US) has no"
                            + " CloudFront: deploy it into the commercial account that has the distributions and their logs.");
        }
        if (WITHOUT_SNAP_START.containsKey(region)) {
            throw new OptionException("The stack cannot be deployed into " + region
                    + ", because Lambda has no SnapStart in " + WITHOUT_SNAP_START.get(region)
                    + ": use a log bucket in another region, and deploy the stack there.");
        }
    }
}
