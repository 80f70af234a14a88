package why403.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays incidents from files, without an AWS account. */
@Command(
        name = "replay",
        description = "Replays events from files and prints the notices that they lead to.",
        footer = {
            "",
            "A scenario is a folder with event.json (the event as Lambda receives it), s3/<bucket>/<key> (the log objects"
                    + " that it names) and account/ (what the account's APIs answered). Several share one history.",
            "Exit code: 0 all read, 1 an object, a recording or an event could not be read, 2 wrong arguments."
        })
final class ReplayCommand implements Callable<Integer> {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "1..*",
            description = "A scenario's folder, or an event's file with s3/ and account/ beside it.")
    private List<Path> scenarios;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text (as in an email; the default) or json (one line a notice).")
    private Format format = Format.TEXT;

    @Option(
            names = "--missing",
            description = "Print, in place of notices, the aws command for every recording that was wanted and is not"
                    + " there.")
    private boolean missing;

    ReplayCommand(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (format == Format.SLACK) {
            err.println("--format slack is not in this release: it comes with a later one. Use text or json.");
            return ExitCode.WRONG_ARGUMENTS;
        }
        List<Path> events = scenarios.stream().map(ReplayCommand::eventFile).toList();
        Optional<Path> absent =
                events.stream().filter(event -> !Files.isRegularFile(event)).findFirst();
        if (absent.isPresent()) {
            err.println("There is no file " + absent.get());
            return ExitCode.WRONG_ARGUMENTS;
        }
        return new Replay(format, missing, out, err, terminal).run(events);
    }

    private static Path eventFile(Path scenario) {
        return Files.isDirectory(scenario) ? scenario.resolve("event.json") : scenario;
    }
}
