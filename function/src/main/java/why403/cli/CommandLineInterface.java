package why403.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.ParseException;

/** Every command, and the exit code that each ends with: 0 done, 1 something could not be read, 2 wrong arguments. */
final class CommandLineInterface {

    private static final String HELP = """
            Usage: why403 COMMAND [ARGUMENT]...
            Says why a CloudFront distribution answers 403.

            Commands:
              replay   Replays events from files and prints the notices that they lead to.
              detect   Finds the incidents in a series of counts.
              decide   Not in this release: decides what a policy says to CloudFront.

            'why403 COMMAND --help' shows a command's arguments.
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    /**
     * Over these streams.
     *
     * @param terminal whether a person watches {@code err}
     */
    CommandLineInterface(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    int run(String... arguments) {
        if (arguments.length == 0) {
            return refuse("Missing command: replay, detect or decide.", HELP);
        }
        if (arguments[0].equals("--help") || arguments[0].equals("-h")) {
            out.print(HELP);
            return ExitCode.DONE;
        }
        return named(arguments[0])
                .map(command -> run(command, Arrays.copyOfRange(arguments, 1, arguments.length)))
                .orElseGet(() -> refuse("There is no command '" + arguments[0] + "'.", HELP));
    }

    private Optional<Command> named(String name) {
        return switch (name) {
            case "replay" -> Optional.of(new ReplayCommand(out, err, terminal));
            case "detect" -> Optional.of(new DetectCommand(out, err));
            case "decide" -> Optional.of(new DecideCommand());
            default -> Optional.empty();
        };
    }

    /** A disk that fails is nobody's bug: a sentence says more than a stack trace. Anything else unforeseen is one. */
    private int run(Command command, String... arguments) {
        try {
            CommandLine parsed = parse(command, arguments);
            if (parsed.hasOption("help")) {
                out.print(command.help());
                return ExitCode.DONE;
            }
            return command.run(parsed);
        } catch (ParseException wrong) {
            return refuse(wrong.getMessage(), command.help());
        } catch (InvalidPathException wrong) {
            return refuse("No file can have that name: " + wrong.getMessage(), command.help());
        } catch (IOException | UncheckedIOException broken) {
            err.println(broken.getMessage());
            return ExitCode.SOMETHING_UNREADABLE;
        }
    }

    private static CommandLine parse(Command command, String... arguments) throws ParseException {
        CommandLine parsed = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get()
                .parse(command.options().addOption("h", "help", false, ""), arguments);
        for (Option option : parsed.getOptions()) {
            String[] values = parsed.getOptionValues(option);
            if (values != null && values.length > 1) {
                throw new ParseException("Option --" + option.getLongOpt() + " stands there twice.");
            }
        }
        return parsed;
    }

    private int refuse(String sentence, String help) {
        err.println(sentence);
        err.println();
        err.print(help);
        return ExitCode.WRONG_ARGUMENTS;
    }
}
