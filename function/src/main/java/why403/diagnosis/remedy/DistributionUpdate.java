package why403.diagnosis.remedy;

import java.util.List;
import why403.text.Shell;

/**
 * The commands that change one thing of a distribution: CloudFront takes only whole configurations, and the one on
 * record may hold secret headers, so it stays in a file and is never printed.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html">AWS:
 *     UpdateDistribution</a>
 */
public final class DistributionUpdate {

    private DistributionUpdate() {}

    /**
     * Fetch, change, put back.
     *
     * @param jqFilter from a {@code DistributionConfig} to the changed one
     */
    public static List<String> commands(String distributionId, String jqFilter) {
        String fetched = Shell.word(distributionId + ".json");
        String changed = Shell.word(distributionId + "-changed.json");
        return List.of(
                "aws cloudfront get-distribution-config --id " + Shell.word(distributionId) + " > " + fetched,
                "jq " + Shell.quoted(".DistributionConfig | " + jqFilter) + " " + fetched + " > " + changed,
                "aws cloudfront update-distribution --id " + Shell.word(distributionId) + " --if-match \"$(jq -r .ETag "
                        + fetched + ")\" --distribution-config file://" + changed);
    }
}
