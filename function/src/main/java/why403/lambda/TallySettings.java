package why403.lambda;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import why403.watch.WatchedDistributions;

/**
 * The settings of the tally function, read from its environment variables.
 *
 * @param region the region of the function and its table
 * @param table the name of the DynamoDB table with the state of both functions
 * @param logBucket the only bucket whose objects the function reads; empty for any bucket
 * @param watched the distributions whose records are counted
 */
public record TallySettings(String region, String table, Optional<String> logBucket, WatchedDistributions watched) {

    /** The variable of {@link #logBucket}. Default: any bucket. */
    public static final String LOG_BUCKET = "WHY403_LOG_BUCKET";

    private static final Pattern IS_BUCKET = Pattern.compile("[A-Za-z0-9._-]{3,255}");

    /**
     * Reads the settings. A blank variable counts as not set.
     *
     * @throws SettingsException if a variable is missing or invalid
     */
    public static TallySettings of(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        return new TallySettings(
                variables.region(),
                variables.table(),
                variables.optional(LOG_BUCKET, IS_BUCKET.asMatchPredicate(), "the name of an S3 bucket"),
                variables.distributions());
    }
}
