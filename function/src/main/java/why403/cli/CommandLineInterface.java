package why403.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** Every command, and the exit code that each ends with: 0 done, 1 something could not be read, 2 wrong arguments. */
final class CommandLineInterface {

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
        return withHelp(new Why403())
                .addSubcommand(withHelp(new ReplayCommand(out, err, terminal)))
                .addSubcommand(withHelp(new DetectCommand(out, err)))
                .addSubcommand(withHelp(new DecideCommand(err)))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(this::failed)
                .execute(arguments);
    }

    /** A disk that fails is nobody's bug: a sentence says more than a stack trace. Anything else is one. */
    private int failed(Exception exception, CommandLine command, ParseResult arguments) throws Exception {
        if (exception instanceof IOException || exception instanceof UncheckedIOException) {
            err.println(exception.getMessage());
            return ExitCode.SOMETHING_UNREADABLE;
        }
        throw exception;
    }

    private static CommandLine withHelp(Object command) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec()
                .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        return line;
    }

    /** Says why CloudFront answers 403. */
    @Command(
            name = "why403",
            synopsisSubcommandLabel = "COMMAND",
            description = "Says why a CloudFront distribution answers 403.",
            footer = "Run 'why403 COMMAND --help' for a command's arguments.")
    static final class Why403 implements Runnable {

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public void run() {
            throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
        }
    }
}
