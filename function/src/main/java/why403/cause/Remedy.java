package why403.cause;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What fixes a cause.
 *
 * @param summary where and what to change, one or two sentences
 * @param condition when the commands apply, such as {@code Only if these requests should be allowed}; no full stop; empty
 *     if they always do. It is shown before the commands
 * @param commands in order; empty if the fix is not in the account
 * @param document what the change results in, such as the whole proposed policy; empty if there is none to show
 */
public record Remedy(String summary, Optional<String> condition, List<Command> commands, Optional<JsonNode> document) {

    public Remedy {
        commands = List.copyOf(commands);
    }

    /** A fix that is made elsewhere than in the account, or by hand. */
    public static Remedy byHand(String summary) {
        return new Remedy(summary, Optional.empty(), List.of(), Optional.empty());
    }

    /** The texts of the commands, in order. */
    public List<String> commandTexts() {
        return commands.stream().map(Command::text).toList();
    }

    /** Whether a command changes what CloudFormation, CDK or Terraform may own. */
    public boolean changesConfiguration() {
        return commands.stream().anyMatch(command -> command.effect() == Command.Effect.CHANGES_CONFIGURATION);
    }
}
