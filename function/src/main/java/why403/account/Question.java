package why403.account;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * One read-only call, as a value. A recording's path, the command that records it, and the permissions it needs all
 * derive from here. Two questions are equal if they ask the same.
 *
 * @param operation what it asks for
 * @param arguments in the order of the recording's path
 * @param region where it must be asked, if known
 */
public record Question<T extends SdkPojo>(Operation<T> operation, List<Argument> arguments, Optional<String> region) {

    public Question {
        arguments = List.copyOf(arguments);
    }

    /** The operation's service. */
    public String service() {
        return operation.service();
    }

    /** The operation's command. */
    public String command() {
        return operation.command();
    }

    /** A new builder that takes the answer's members. */
    public SdkBuilder<?, T> answer() {
        return operation.answer().get();
    }

    /** The IAM actions that it needs where objects may be read. */
    public List<String> actions() {
        return operation.actions();
    }

    /** The IAM actions that it needs where objects may not be read. */
    public List<String> actionsWithoutContent() {
        return operation.actionsWithoutContent();
    }

    /** Where the answer is recorded, below the folder of an account's recordings. */
    public String recordingPath() {
        return pathWithoutSuffix() + ".json";
    }

    /** Where AWS's refusal is recorded, below the folder of an account's recordings. */
    public String errorPath() {
        return pathWithoutSuffix() + ".error.json";
    }

    /**
     * What a person types into a POSIX shell to record the answer, or else AWS's error, in its file. Control
     * characters and what {@code aws} would take for a file to read are escaped in it, whatever the arguments hold.
     *
     * @param folder the folder of the account's recordings, as the shell is to find it
     */
    public String commandLine(String folder) {
        return new RecordingCommand(this, folder).line();
    }

    private String pathWithoutSuffix() {
        return Stream.concat(
                        Stream.of(service(), command()),
                        arguments.stream().flatMap(argument -> argument.fileName().stream()))
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
