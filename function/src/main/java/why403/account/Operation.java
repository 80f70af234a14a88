package why403.account;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * A read-only operation of an AWS service: what all questions for it have in common.
 *
 * @param service as the {@code aws} command names it, such as {@code s3api}
 * @param command as the {@code aws} command names it, such as {@code get-bucket-policy}
 * @param answer creates the SDK builder for the answer
 * @param actions the IAM actions that it needs if objects may be read
 * @param actionsWithoutContent the IAM actions that it needs if objects may not be read; none if it is not asked then
 * @param shell the POSIX shell command that prints the answer to a question, without its redirection; it fails, and
 *     prints the error of AWS, if any of its calls fails
 */
public record Operation<T extends SdkPojo>(
        String service,
        String command,
        Supplier<? extends SdkBuilder<?, T>> answer,
        List<String> actions,
        List<String> actionsWithoutContent,
        Function<Question<?>, String> shell) {

    public Operation {
        actions = List.copyOf(actions);
        actionsWithoutContent = List.copyOf(actionsWithoutContent);
    }

    /** An operation that one call of {@code aws} records. */
    Operation(
            String service,
            String command,
            Supplier<? extends SdkBuilder<?, T>> answer,
            List<String> actions,
            List<String> actionsWithoutContent) {
        this(service, command, answer, actions, actionsWithoutContent, AwsCommand::line);
    }

    /** An operation that needs the same action whether objects may be read or not. */
    Operation(String service, String command, Supplier<? extends SdkBuilder<?, T>> answer, String action) {
        this(service, command, answer, List.of(action), List.of(action));
    }

    /** Service and command, as in {@code s3api get-bucket-policy}. */
    public String name() {
        return service + " " + command;
    }
}
