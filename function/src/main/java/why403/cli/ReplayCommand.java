package why403.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import why403.text.Printable;

/** Replays incidents from files, without an AWS account. */
final class ReplayCommand implements Command {

    private static final String HELP = """
            Usage: why403 replay [--format FORMAT] [--missing] SCENARIO...
            Replays events from files and prints the notices that they cause.

              SCENARIO          A scenario's folder, or an event file (*.json) next to s3/ and account/.
              --format FORMAT   text (as in an email; the default), json (one line for each notice) or
                                slack (one line for each notice: the custom notification for Slack).
              --missing         Instead of the notices, print the aws command for every recording that
                                was needed and does not exist.
              -h, --help        Show this help.

            A scenario is a folder that contains:
              event.json         the event as Lambda receives it
              s3/<bucket>/<key>  the log objects that the event names
              account/           recorded answers of the account's APIs; optional
            Several scenarios share one history, in the given order. Other files are skipped.

            To replay log files of your own, make a scenario of them. Keep their names, which contain
            the distribution's id, and give the event the time of the newest record:
              mkdir -p scenario/s3/logs
              cp E2EXAMPLE.2026-11-24-10.abcd1234.gz scenario/s3/logs/
              echo '{"Records":[{"eventTime":"2026-11-24T11:00:00Z","s3":{"bucket":{"name":"logs"},
                "object":{"key":"E2EXAMPLE.2026-11-24-10.abcd1234.gz"}}}]}' > scenario/event.json
              why403 replay scenario

            Exit code: 0 everything was read; 1 a log object, a recording or an event could not be
            read; 2 wrong arguments, or nothing to replay.
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
        Format format = Format.of(arguments.value("--format").orElse("text"));
        if (arguments.others().isEmpty()) {
            throw new WrongArgumentsException("replay needs at least one SCENARIO.");
        }
        EventFiles files = EventFiles.among(arguments.paths());
        files.skipped()
                .forEach(file ->
                        err.println(Printable.line("Skipped " + file + ": it is neither a folder nor a .json file.")));
        if (files.events().isEmpty()) {
            throw new WrongArgumentsException("Nothing to replay. replay reads no log files directly. 'why403 diagnose"
                    + " --offline FILE' says why their requests were refused.");
        }
        Optional<Path> absent = files.absent().stream().findFirst();
        if (absent.isPresent()) {
            return refuse(absent.get());
        }
        WarmUp.begin(files.events().get(0).resolveSibling("account"));
        return new Replay(format, arguments.has("--missing"), out, err, terminal).run(files.events());
    }

    private int refuse(Path event) throws WrongArgumentsException {
        String sentence = "There is no file " + event + ".";
        if (event.endsWith("event.json") && Files.isDirectory(event.resolveSibling(""))) {
            throw new WrongArgumentsException(
                    sentence + " A scenario needs an event.json that names its log objects."
                            + " 'why403 diagnose --offline FOLDER' says why the requests of a folder of log files were refused.");
        }
        err.println(Printable.line(sentence));
        return ExitCode.WRONG_ARGUMENTS;
    }
}
