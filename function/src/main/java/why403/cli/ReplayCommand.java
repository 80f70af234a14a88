package why403.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Replays incidents from files, without an AWS account. */
final class ReplayCommand implements Command {

    private static final String HELP = """
            Usage: why403 replay [--format FORMAT] [--missing] SCENARIO...
            Replays events from files and prints the notices that they lead to.

              SCENARIO          A scenario's folder, or an event's file with s3/ and account/ beside it.
              --format FORMAT   text (as in an email; the default), json (one line a notice) or slack
                                (one line a notice: the custom notification that Slack is sent).
              --missing         Print, in place of notices, the aws command for every recording that
                                was wanted and is not there.
              -h, --help        Show this help.

            A scenario is a folder with event.json (the event as Lambda receives it), s3/<bucket>/<key>
            (the log objects that it names) and account/ (what the account's APIs answered). Several
            share one history.
            Exit code: 0 all read, 1 an object, a recording or an event could not be read, 2 wrong
            arguments or no such file.
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    ReplayCommand(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public Set<String> flags() {
        return Set.of("--missing");
    }

    @Override
    public Set<String> valued() {
        return Set.of("--format");
    }

    @Override
    public int run(Arguments arguments) throws WrongArgumentsException {
        Format format = format(arguments.value("--format").orElse("text"));
        List<Path> events =
                arguments.paths().stream().map(ReplayCommand::eventFile).toList();
        if (events.isEmpty()) {
            throw new WrongArgumentsException("replay takes at least one SCENARIO.");
        }
        Optional<Path> absent =
                events.stream().filter(event -> !Files.isRegularFile(event)).findFirst();
        if (absent.isPresent()) {
            err.println("There is no file " + absent.get());
            return ExitCode.WRONG_ARGUMENTS;
        }
        WarmUp.begin(events.get(0).resolveSibling("account"));
        return new Replay(format, arguments.has("--missing"), out, err, terminal).run(events);
    }

    private static Format format(String name) throws WrongArgumentsException {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "text" -> Format.TEXT;
            case "json" -> Format.JSON;
            case "slack" -> Format.SLACK;
            default -> throw new WrongArgumentsException("--format is text, json or slack, not '" + name + "'.");
        };
    }

    private static Path eventFile(Path scenario) {
        return Files.isDirectory(scenario) ? scenario.resolve("event.json") : scenario;
    }
}
