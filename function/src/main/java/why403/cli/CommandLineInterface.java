package why403.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every command, and the exit code that each ends with: 0 done, 1 something could not be read, 2 wrong arguments. */
final class CommandLineInterface {

    private static final String HELP = "--help";
    private static final String SHORT_HELP = "-h";
    private static final String USAGE = """
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
            return refuse("Missing command: replay, detect or decide.", USAGE);
        }
        if (arguments[0].equals(HELP) || arguments[0].equals(SHORT_HELP)) {
            out.print(USAGE);
            return ExitCode.DONE;
        }
        Optional<Command> command = named(arguments[0]);
        return command.isPresent()
                ? run(command.get(), List.of(arguments).subList(1, arguments.length))
                : refuse("There is no command '" + arguments[0] + "'.", USAGE);
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
    private int run(Command command, List<String> given) {
        try {
            Arguments arguments = Arguments.parse(given, withHelp(command.flags()), command.valued());
            if (arguments.has(HELP) || arguments.has(SHORT_HELP)) {
                out.print(command.help());
                return ExitCode.DONE;
            }
            return command.run(arguments);
        } catch (WrongArgumentsException wrong) {
            return refuse(wrong.getMessage(), command.help());
        } catch (IOException | UncheckedIOException broken) {
            err.println(broken.getMessage());
            return ExitCode.SOMETHING_UNREADABLE;
        }
    }

    private static Set<String> withHelp(Set<String> flags) {
        Set<String> all = new HashSet<>(flags);
        all.add(HELP);
        all.add(SHORT_HELP);
        return all;
    }

    private int refuse(String sentence, String help) {
        err.println(sentence);
        err.println();
        err.print(help);
        return ExitCode.WRONG_ARGUMENTS;
    }
}
