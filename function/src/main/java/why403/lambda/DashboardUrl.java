package why403.lambda;

import java.util.Optional;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The address of a CloudWatch dashboard in the AWS console.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/mgmt-console.html">AWS: Management Console endpoints</a>
 */
final class DashboardUrl {

    private DashboardUrl() {}

    /** Empty for partitions whose console has no public address. */
    static Optional<String> of(String region, String dashboard) {
        return consoleHost(region)
                .map(host -> "https://" + region + "." + host + "/cloudwatch/home?region=" + region
                        + "#dashboards/dashboard/" + dashboard);
    }

    private static Optional<String> consoleHost(String region) {
        return switch (PartitionMetadata.of(Region.of(region)).id()) {
            case "aws" -> Optional.of("console.aws.amazon.com");
            case "aws-cn" -> Optional.of("console.amazonaws.cn");
            case "aws-us-gov" -> Optional.of("console.amazonaws-us-gov.com");
            default -> Optional.empty();
        };
    }
}
