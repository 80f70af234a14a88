package why403.diagnosis.remedy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedSet;
import why403.cause.Command;
import why403.diagnosis.request.S3Bucket;
import why403.policy.Request;

/** One step of a fix, before it is written as commands. */
public sealed interface RemedyStep {

    /**
     * Adds statements to a bucket's policy.
     *
     * @param recorded the policy as the account answered it
     * @param needs the requests that the policy must allow afterwards
     */
    record AddStatements(S3Bucket bucket, PolicyState recorded, List<ObjectNode> statements, List<Request> needs)
            implements RemedyStep {
        public AddStatements {
            statements = List.copyOf(statements);
            needs = List.copyOf(needs);
        }
    }

    /**
     * Changes a resource whose API takes only whole configurations: fetches the current one, edits it, puts it back.
     *
     * @param label what the edit does, such as {@code Redirect viewers to HTTPS}
     */
    record EditConfiguration(ConfigurationEdit edit, String label) implements RemedyStep {}

    /** Sets the default root object, for which CloudFront's command line has an option of its own. */
    record SetDefaultRootObject(String distributionId, String object) implements RemedyStep {}

    /** Commands that need no state of their own. */
    record Run(List<Command> commands) implements RemedyStep {
        public Run {
            commands = List.copyOf(commands);
        }
    }

    /**
     * Clears cached errors; optional, and always the last step.
     *
     * @param paths as CreateInvalidation takes them
     */
    record ClearCache(String distributionId, SortedSet<String> paths) implements RemedyStep {}
}
