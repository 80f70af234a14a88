package why403.cli;

import java.io.IOException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/** One thing that the command line does. */
interface Command {

    /** What {@code --help} prints: usage, arguments, exit codes. */
    String help();

    /** The options that it takes, {@code --help} left aside. */
    Options options();

    /**
     * Does it; returns the exit code.
     *
     * @throws ParseException if the arguments are wrong, with a sentence that says which and how
     * @throws IOException if a disk fails, with a sentence that names the file
     */
    int run(CommandLine arguments) throws IOException, ParseException;
}
