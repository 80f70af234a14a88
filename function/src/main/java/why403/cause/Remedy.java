package why403.cause;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What mends a cause.
 *
 * @param summary where and what to change, one sentence
 * @param commands for a shell, in order; empty where the mend is not in the account
 * @param document what a command takes as input, such as the whole proposed policy
 */
public record Remedy(String summary, List<String> commands, Optional<JsonNode> document) {

    public Remedy {
        commands = List.copyOf(commands);
    }
}
