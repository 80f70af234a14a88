package why403.diagnosis.remedy;

import java.util.List;

/**
 * An edit of a configuration that AWS takes only as a whole. The configuration can hold secret headers, so it stays in a
 * file and is never printed.
 *
 * @param fileStem what the local files' names begin with
 * @param get the {@code aws} command that prints the configuration with its ETag
 * @param jqArguments options of {@code jq} that read other files, such as {@code --rawfile id oac-id.txt}; may be empty
 * @param filter from what {@code get} prints to the changed configuration; applied twice, it changes nothing more
 * @param put the {@code aws} command that takes the changed configuration, up to its {@code --if-match} option
 * @param configurationOption the option of {@code put} that takes the changed configuration's file
 */
public record ConfigurationEdit(
        String fileStem, String get, List<String> jqArguments, String filter, String put, String configurationOption) {

    public ConfigurationEdit {
        jqArguments = List.copyOf(jqArguments);
    }
}
