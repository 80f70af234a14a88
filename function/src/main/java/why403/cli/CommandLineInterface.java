package why403.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import why403.text.Printable;

/** Runs the command that the arguments name, and returns the exit code of the process. */
final class CommandLineInterface {

    private static final String HELP = "--help";
    private static final String SHORT_HELP = "-h";
    private static final String HELP_COMMAND = "help";
    private static final String VERSION = "--version";
    private static final String USAGE = """
            Usage: why403 COMMAND [ARGUMENT]...
            Finds out why a CloudFront distribution answers requests with 403.

            Commands:
              diagnose    Says why the requests of logs were refused, spike or not.
              replay      Replays events from files and prints the notices that they cause.
              detect      Finds the incidents in a series of counts.
              decide      Says what a resource policy decides about a request, and why.
              completion  Prints the script that completes commands and options in a shell.
              help        Shows this help, or the help of a command: why403 help replay

            Options:
              -h, --help   Show this help.
              --version    Show the version.
            """;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final String version;
    private final InstantSource clock;
    private final AwsConnector aws;

    /**
     * A command line that reads and prints these streams.
     *
     * @param in standard input
     * @param terminal whether {@code err} is a terminal
     * @param version what {@code --version} prints
     * @param aws connects to AWS, for commands that do
     * @param clock the current time of commands that need one
     */
    CommandLineInterface(
            InputStream in,
            PrintStream out,
            PrintStream err,
            boolean terminal,
            String version,
            InstantSource clock,
            AwsConnector aws) {
        this.aws = aws;
        this.in = in;
        this.clock = clock;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.version = version;
    }

    int run(String... arguments) {
        if (arguments.length == 0) {
            return refuse("A command is missing: diagnose, replay, detect or decide.", USAGE);
        }
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        return switch (arguments[0]) {
            case HELP, SHORT_HELP -> show(USAGE);
            case HELP_COMMAND -> help(rest);
            case VERSION -> show("why403 " + version + "\n");
            default -> {
                Optional<Command> command = named(arguments[0]);
                yield command.isPresent() ? run(command.get(), rest) : unknown(arguments[0]);
            }
        };
    }

    private int help(List<String> names) {
        if (names.isEmpty() || names.get(0).startsWith("-") || names.get(0).equals(HELP_COMMAND)) {
            return show(USAGE);
        }
        Optional<Command> command = named(names.get(0));
        return command.isPresent() ? show(command.get().help()) : unknown(names.get(0));
    }

    private int show(String text) {
        out.print(text);
        return ExitCode.DONE;
    }

    private int unknown(String name) {
        return refuse("There is no command '" + name + "'.", USAGE);
    }

    private Optional<Command> named(String name) {
        return name.equals("completion")
                ? Optional.of(new CompletionCommand(out, commands()))
                : Optional.ofNullable(commands().get(name));
    }

    private Map<String, Command> commands() {
        return Map.of(
                "diagnose", new DiagnoseCommand(in, out, err, terminal, clock, aws),
                "replay", new ReplayCommand(out, err, terminal),
                "detect", new DetectCommand(out, err),
                "decide", new DecideCommand(out, err, clock));
    }

    /** A failing disk is not a bug, so it is reported as a sentence. Any other exception is a bug and shows its stack trace. */
    private int run(Command command, List<String> given) {
        try {
            Arguments arguments = Arguments.parse(given, withHelp(command.flags()), command.valued());
            if (arguments.has(HELP) || arguments.has(SHORT_HELP)) {
                return show(command.help());
            }
            return command.run(arguments);
        } catch (WrongArgumentsException wrong) {
            return refuse(wrong.getMessage(), command.help());
        } catch (IOException | UncheckedIOException broken) {
            err.println(Printable.line(String.valueOf(broken.getMessage())));
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
        err.println(Printable.line(sentence));
        err.println();
        err.print(help);
        return ExitCode.WRONG_ARGUMENTS;
    }
}
