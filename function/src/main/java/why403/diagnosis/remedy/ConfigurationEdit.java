package why403.diagnosis.remedy;

import java.util.List;

/**
 * An edit of a configuration that AWS takes only as a whole. The configuration can hold secret headers, so it stays in a
 * file and is never printed. AWS takes it back only with the version that {@code get} printed, so a change that somebody else
 * made in between is never lost.
 *
 * @param fileStem what the local files' names begin with
 * @param get the {@code aws} command that prints the configuration with its version
 * @param jqArguments options of {@code jq} that read other files, such as {@code --rawfile id oac-id.txt}; may be empty
 * @param filter from what {@code get} prints to the changed configuration; applied twice, it changes nothing more
 * @param put the {@code aws} command that takes the changed configuration, up to the option for the version
 * @param configurationOption the option of {@code put} that takes the changed configuration's file
 * @param version how the service names the version of a configuration
 */
public record ConfigurationEdit(
        String fileStem,
        String get,
        List<String> jqArguments,
        String filter,
        String put,
        String configurationOption,
        Version version) {

    /** How a service names the version of a configuration. */
    public enum Version {
        /** Amazon CloudFront. */
        ETAG("--if-match", "ETag"),
        /** AWS WAF. */
        LOCK_TOKEN("--lock-token", "LockToken");

        private final String option;
        private final String member;

        Version(String option, String member) {
            this.option = option;
            this.member = member;
        }

        /** The option that sends it, and the command that reads it from the file, a word of the shell. */
        String option(String file) {
            return option + " \"$(jq -r ." + member + " " + file + ")\"";
        }
    }

    public ConfigurationEdit {
        jqArguments = List.copyOf(jqArguments);
    }

    /** An edit of something in Amazon CloudFront. */
    public ConfigurationEdit(
            String fileStem,
            String get,
            List<String> jqArguments,
            String filter,
            String put,
            String configurationOption) {
        this(fileStem, get, jqArguments, filter, put, configurationOption, Version.ETAG);
    }
}
