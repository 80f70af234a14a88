package why403.cli;

import java.io.IOException;
import java.util.Set;

/** One thing that the command line does. */
interface Command {

    /** What {@code --help} prints: usage, arguments, exit codes. */
    String help();

    /** The options that take no value, {@code --help} left aside. */
    default Set<String> flags() {
        return Set.of();
    }

    /** The options that take a value. */
    default Set<String> valued() {
        return Set.of();
    }

    /**
     * Does it; returns the exit code.
     *
     * @throws WrongArgumentsException if the arguments are wrong
     * @throws IOException if a disk fails, with a sentence that names the file
     */
    int run(Arguments arguments) throws IOException, WrongArgumentsException;
}
