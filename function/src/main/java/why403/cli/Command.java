package why403.cli;

import java.io.IOException;
import java.util.Set;

/** A command of the command line. */
interface Command {

    /** What {@code --help} prints: usage, arguments and exit codes. */
    String help();

    /** The options that take no value, apart from {@code --help}. */
    default Set<String> flags() {
        return Set.of();
    }

    /** The options that take a value. */
    default Set<String> valued() {
        return Set.of();
    }

    /**
     * Runs the command and returns the exit code.
     *
     * @throws WrongArgumentsException if the arguments are wrong
     * @throws IOException if a disk fails; the message is a sentence that names the file
     */
    int run(Arguments arguments) throws IOException, WrongArgumentsException;
}
