package why403.account;

import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * What is the same of all questions of one sort.
 *
 * @param service as the {@code aws} command names it, such as {@code s3api}
 * @param command as the {@code aws} command names it, such as {@code get-bucket-policy}
 * @param answer makes the SDK builder that takes the answer's members
 * @param actions the IAM actions that it needs where objects may be read
 * @param actionsWithoutContent the IAM actions that it needs where they may not
 */
public record Operation<T extends SdkPojo>(
        String service,
        String command,
        Supplier<? extends SdkBuilder<?, T>> answer,
        List<String> actions,
        List<String> actionsWithoutContent) {

    public Operation {
        actions = List.copyOf(actions);
        actionsWithoutContent = List.copyOf(actionsWithoutContent);
    }

    /** One that needs the same action whether or not objects may be read. */
    Operation(String service, String command, Supplier<? extends SdkBuilder<?, T>> answer, String action) {
        this(service, command, answer, List.of(action), List.of(action));
    }

    /** Service and command, as in {@code s3api get-bucket-policy}. */
    public String name() {
        return service + " " + command;
    }
}
