package why403.diagnosis.remedy;

import java.util.List;
import why403.diagnosis.remedy.RemedyStep.EditConfiguration;
import why403.text.Shell;

/**
 * The edit of one thing in a distribution's configuration.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html">AWS:
 *     UpdateDistribution</a>
 */
public final class DistributionEdit {

    private DistributionEdit() {}

    /**
     * An edit without other files.
     *
     * @param filter for {@code jq}, from a {@code DistributionConfig} to the changed one
     */
    public static EditConfiguration of(String distributionId, String label, String filter) {
        return of(distributionId, label, List.of(), filter);
    }

    /**
     * An edit that reads other files.
     *
     * @param jqArguments options of {@code jq} that read them
     * @param filter for {@code jq}, from a {@code DistributionConfig} to the changed one
     */
    public static EditConfiguration of(String distributionId, String label, List<String> jqArguments, String filter) {
        String id = " --id " + Shell.word(distributionId);
        return new EditConfiguration(
                new ConfigurationEdit(
                        "distribution-" + distributionId,
                        "aws cloudfront get-distribution-config" + id,
                        jqArguments,
                        ".DistributionConfig | " + filter,
                        "aws cloudfront update-distribution" + id,
                        "--distribution-config"),
                label);
    }
}
