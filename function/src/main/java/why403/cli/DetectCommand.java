package why403.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import why403.spike.Sensitivity;
import why403.text.Printable;

/** Applies the detection rule to a series of counts. */
final class DetectCommand implements Command {

    private static final String HELP = """
            Usage: why403 detect SERIES.csv
            Reads counts by minute and prints one line of JSON for each incident in them.

              -h, --help   Show this help.

            The series is CSV: a header 'minute,requests,forbidden' or
            'minute,requests,forbidden,topClientRequests,topClientForbidden', then one row for each
            minute that had requests, with an ISO 8601 instant such as 2026-11-24T10:02:00Z.
            Exit code: 0 all rows were read; 1 a row could not be read; 2 wrong arguments, or the file
            does not exist.
            """;

    private final PrintStream out;
    private final PrintStream err;

    DetectCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public int run(Arguments arguments) throws IOException, WrongArgumentsException {
        if (arguments.others().size() != 1) {
            throw new WrongArgumentsException("detect needs exactly one SERIES.csv, not "
                    + arguments.others().size() + ".");
        }
        Path series = arguments.paths().get(0);
        if (!Files.isRegularFile(series)) {
            err.println(Printable.line("There is no file " + series + "."));
            return ExitCode.WRONG_ARGUMENTS;
        }
        // Files.newBufferedReader would fail at the first bytes that are not valid UTF-8.
        try (Reader rows = new InputStreamReader(Files.newInputStream(series), StandardCharsets.UTF_8)) {
            return new Detection(Sensitivity.NORMAL).run(rows, out, err);
        }
    }
}
