package why403.account;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * One read-only call, as a value. A recording's path, the command that records it, and the permissions it needs all
 * derive from here. Two questions are equal if they ask the same.
 *
 * @param service as the {@code aws} command names it, such as {@code s3api}
 * @param command as the {@code aws} command names it, such as {@code get-bucket-policy}
 * @param arguments in the order of the recording's path
 * @param region where it must be asked, if known
 * @param answer makes the SDK builder that takes the answer's members
 * @param actions the IAM actions that it needs
 */
public record Question<T extends SdkPojo>(
        String service,
        String command,
        List<Argument> arguments,
        Optional<String> region,
        Supplier<? extends SdkBuilder<?, T>> answer,
        List<String> actions) {

    public Question {
        arguments = List.copyOf(arguments);
        actions = List.copyOf(actions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Question<?> that
                && service.equals(that.service)
                && command.equals(that.command)
                && arguments.equals(that.arguments);
    }

    @Override
    public int hashCode() {
        return List.of(service, command, arguments).hashCode();
    }
}
