package why403.account;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * One read-only call, as a value. The path of its recording, the command that records it, and the permissions that it needs
 * derive from it. Two questions are equal if they have the same operation and arguments.
 *
 * @param operation the operation that is called
 * @param arguments in the order of the recording's path
 * @param region the region in which it must be called, if known
 */
public record Question<T extends SdkPojo>(Operation<T> operation, List<Argument> arguments, Optional<String> region) {

    public Question {
        arguments = List.copyOf(arguments);
    }

    /** The service of the operation. */
    public String service() {
        return operation.service();
    }

    /** The command of the operation. */
    public String command() {
        return operation.command();
    }

    /** A new SDK builder for the answer. */
    public SdkBuilder<?, T> answer() {
        return operation.answer().get();
    }

    /** The IAM actions that it needs if objects may be read. */
    public List<String> actions() {
        return operation.actions();
    }

    /** The IAM actions that it needs if objects may not be read; none if it is not asked then. */
    public List<String> actionsWithoutContent() {
        return operation.actionsWithoutContent();
    }

    /** The path of the recorded answer, below the folder of an account's recordings. */
    public String recordingPath() {
        return pathWithoutSuffix() + ".json";
    }

    /** The path of the recorded error, below the folder of an account's recordings. */
    public String errorPath() {
        return pathWithoutSuffix() + ".error.json";
    }

    /**
     * The POSIX shell command that records the answer, or the error of AWS, in its file. It is safe for any arguments:
     * control characters are escaped, and so are values that {@code aws} would read as a file or an address.
     *
     * @param folder the folder of the account's recordings, as a path that the shell can find
     */
    public String commandLine(String folder) {
        return new RecordingCommand(this, folder).line();
    }

    private String pathWithoutSuffix() {
        return Stream.concat(
                        Stream.of(service(), command()),
                        arguments.stream().map(Argument::fileName).flatMap(Optional::stream))
                .collect(Collectors.joining("/"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Question<?> that
                && service().equals(that.service())
                && command().equals(that.command())
                && arguments.equals(that.arguments);
    }

    @Override
    public int hashCode() {
        return List.of(service(), command(), arguments).hashCode();
    }
}
