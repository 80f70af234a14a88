package why403.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import why403.account.Account;
import why403.folder.LogFiles;
import why403.folder.NoAccount;
import why403.folder.RecordedAccount;
import why403.log.LogName;
import why403.text.Glob;

/** Says why the requests of some logs were refused, spike or not. */
final class DiagnoseCommand implements Command {

    private static final String STANDARD_INPUT = "-";
    private static final String STANDARD_INPUT_NAME = "standard input";

    private static final String HELP = """
            Usage: why403 diagnose (--account DIR | --offline) [OPTION]... LOGS...
            Says why the requests of CloudFront logs were refused with 403: all of them, spike or not.

              LOGS              A log file, a folder with log files, a pattern ('logs/2026-11-*.gz') or - for
                                standard input; gzip or not, in every format of standard logs but Parquet.

            Where the configuration comes from (one of these):
              --account DIR     Recorded answers of the account's APIs, as in a scenario (see 'why403 help replay').
              --offline         Nowhere: diagnose from the logs alone.

            Which requests:
              --since LENGTH    Those of the last minutes, hours or days: 90m, 3h, 2d.
              --from T, --to T  Those between these times (2026-11-24T10:00Z, or a day: 2026-11-24; UTC).
              --path PATTERN    Those with such a path: '/shop/*'. * is any text, ? is one character.
              --host HOST       Those for this host.
              --status STATUS   Of the refused requests, those with this status in the log.
              --distribution ID The distribution of files that name none, neither in their records nor in their name.

            What is printed:
              --format FORMAT   text (the default), json (one line for each distribution) or slack.
              -h, --help        Show this help.

            Examples:
              why403 diagnose --offline E2EXAMPLE.2026-11-24-10.abcd1234.gz
              why403 diagnose --account account --path '/shop/*' logs/
              zcat logs/*.gz | why403 diagnose --offline --distribution E2EXAMPLE -

            Exit code: 0 done, also if no request was refused; 1 a log or a recording could not be read;
            2 wrong arguments, or no logs.
            """;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final InstantSource clock;

    DiagnoseCommand(InputStream in, PrintStream out, PrintStream err, boolean terminal, InstantSource clock) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public Set<String> flags() {
        return Set.of("--offline");
    }

    @Override
    public Set<String> valued() {
        return Set.of(
                "--account", "--distribution", "--format", "--from", "--host", "--path", "--since", "--status", "--to");
    }

    @Override
    public int run(Arguments arguments) throws IOException, WrongArgumentsException {
        Format format = Format.of(arguments.value("--format").orElse("text"));
        RecordFilter filter = filter(arguments);
        Optional<String> distribution = distribution(arguments);
        Account account = account(arguments);
        LogFiles files = files(arguments.others());
        Optional<RecordedAccount> recorded =
                account instanceof RecordedAccount answers ? Optional.of(answers) : Optional.empty();
        Function<String, Optional<String>> distributionOfHost =
                host -> recorded.flatMap(answers -> Replay.recordedDistribution(answers, host))
                        .or(() -> distribution);
        return new LogDiagnosis(files, account, distributionOfHost, filter, format, out, err, terminal).run();
    }

    private RecordFilter filter(Arguments arguments) throws WrongArgumentsException {
        Optional<String> status = arguments.value("--status");
        if (status.isPresent() && !status.get().matches("[1-5]\\d\\d")) {
            throw new WrongArgumentsException(
                    "--status must be an HTTP status such as 403, not '" + status.get() + "'.");
        }
        return new RecordFilter(
                TimeRange.of(arguments, clock.instant()),
                arguments.value("--path").map(Glob::pattern),
                arguments.value("--host").map(host -> host.toLowerCase(Locale.ROOT)),
                status.map(Integer::valueOf));
    }

    private static Optional<String> distribution(Arguments arguments) throws WrongArgumentsException {
        Optional<String> id = arguments.value("--distribution");
        if (id.isPresent() && !LogName.isDistributionId(id.get())) {
            throw new WrongArgumentsException(
                    "--distribution must be the id of a distribution, such as E2EXAMPLE, not '" + id.get() + "'.");
        }
        return id;
    }

    private static Account account(Arguments arguments) throws WrongArgumentsException {
        Optional<String> folder = arguments.value("--account");
        boolean offline = arguments.has("--offline");
        if (folder.isPresent() == offline) {
            throw new WrongArgumentsException("Give either --account DIR or --offline.");
        }
        if (offline) {
            return new NoAccount();
        }
        Path path = path(folder.orElseThrow());
        if (!Files.isDirectory(path)) {
            throw new WrongArgumentsException("There is no folder " + path + " with recorded answers.");
        }
        return new RecordedAccount(path);
    }

    private LogFiles files(List<String> targets) throws IOException, WrongArgumentsException {
        if (targets.isEmpty()) {
            throw new WrongArgumentsException("diagnose needs at least one log file or folder.");
        }
        LogFiles files = new LogFiles();
        for (String target : targets) {
            if (target.equals(STANDARD_INPUT)) {
                files.add(STANDARD_INPUT_NAME, spooled());
            } else {
                path(target);
                if (files.add(target) == 0) {
                    throw new WrongArgumentsException("There are no log files at " + target + ".");
                }
            }
        }
        return files;
    }

    /** A diagnosis can read a log twice, and standard input can be read once. */
    private Path spooled() throws IOException {
        Path file = Files.createTempFile("why403", ".log");
        file.toFile().deleteOnExit();
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    private static Path path(String name) throws WrongArgumentsException {
        try {
            return Path.of(name);
        } catch (InvalidPathException garbage) {
            throw new WrongArgumentsException("This cannot be the name of a file: " + garbage.getMessage());
        }
    }
}
