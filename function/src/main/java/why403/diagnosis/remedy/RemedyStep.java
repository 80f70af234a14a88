package why403.diagnosis.remedy;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import why403.cause.Command;
import why403.policy.Request;

/** One step of a fix, before it is written as commands. */
public sealed interface RemedyStep {

    /** The step's commands, in order; none if an earlier step of the notice does the same. */
    List<Command> commands(CommandWriter writer);

    /**
     * Changes the policy of a bucket or of another resource.
     *
     * @param recorded the policy as the account answered it
     * @param needs the requests that the policy must allow afterwards
     * @param removedOnFailure a local file that a later step reads, so that this step stops it if AWS refuses the policy
     * @param otherControls a sentence on what else decides about these requests; it follows that the policy allows them
     */
    record EditPolicy(
            PolicyTarget target,
            PolicyState recorded,
            PolicyChange change,
            List<Request> needs,
            Optional<String> removedOnFailure,
            Optional<String> otherControls)
            implements RemedyStep {
        public EditPolicy {
            needs = List.copyOf(needs);
        }

        /** A step on which no later step depends. */
        public EditPolicy(PolicyTarget target, PolicyState recorded, PolicyChange change, List<Request> needs) {
            this(target, recorded, change, needs, Optional.empty(), Optional.empty());
        }

        /** The same; if AWS refuses the policy, the command removes the file, and the step that reads it fails. */
        public EditPolicy removingOnFailure(String file) {
            return new EditPolicy(target, recorded, change, needs, Optional.of(file), otherControls);
        }

        /** The same with a sentence on what else decides about these requests. */
        public EditPolicy beside(String controls) {
            return new EditPolicy(target, recorded, change, needs, removedOnFailure, Optional.of(controls));
        }

        @Override
        public List<Command> commands(CommandWriter writer) {
            return writer.policyEdit(this);
        }
    }

    /**
     * Changes a resource whose API takes only whole configurations: fetches the current one, edits it, puts it back.
     *
     * @param label what the edit does, such as {@code Redirect viewers to HTTPS}
     */
    record EditConfiguration(ConfigurationEdit edit, String label) implements RemedyStep {
        @Override
        public List<Command> commands(CommandWriter writer) {
            return writer.configurationEdit(this);
        }
    }

    /** Sets the default root object, for which CloudFront's command line has an option of its own. */
    record SetDefaultRootObject(String distributionId, String object) implements RemedyStep {
        @Override
        public List<Command> commands(CommandWriter writer) {
            return List.of(writer.defaultRootObject(this));
        }
    }

    /** Commands that need no state of their own. */
    record Run(List<Command> commands) implements RemedyStep {
        public Run {
            commands = List.copyOf(commands);
        }

        @Override
        public List<Command> commands(CommandWriter writer) {
            return commands;
        }
    }

    /**
     * Clears cached errors; optional, and always the last step.
     *
     * @param paths as CreateInvalidation takes them
     */
    record ClearCache(String distributionId, SortedSet<String> paths) implements RemedyStep {
        @Override
        public List<Command> commands(CommandWriter writer) {
            return writer.cacheClearing(this);
        }
    }
}
