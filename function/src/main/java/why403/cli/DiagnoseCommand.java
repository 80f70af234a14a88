package why403.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import why403.account.Account;
import why403.aws.ClientTimeouts;
import why403.aws.Clients;
import why403.aws.LiveAccount;
import why403.aws.LogDeliveries;
import why403.aws.LogObjectListing;
import why403.aws.NoAccessException;
import why403.aws.S3LogStore;
import why403.folder.NoAccount;
import why403.folder.RecordedAccount;
import why403.log.LogName;
import why403.text.Glob;
import why403.text.Printable;

/** Says why the requests of some logs were refused, spike or not. */
final class DiagnoseCommand implements Command {

    private static final Duration DEFAULT_TIME = Duration.ofHours(3);
    private static final int DEFAULT_MAX_OBJECTS = 2000;

    /** How long questions of a diagnosis may wait in total for calls that return no answer. */
    private static final Duration QUESTION_TIME_BUDGET = Duration.ofSeconds(60);

    private static final String HELP = """
            Usage: why403 diagnose [OPTION]... TARGET...
            Says why the requests of CloudFront logs were refused with 403: all of them, spike or not.

              TARGET            A log file, a folder with log files, a pattern ('logs/2026-11-*.gz') or - for
                                standard input; s3://BUCKET/PREFIX; or a distribution: its id, an alias or a URL.
                                Logs can be gzipped or not, in every format of standard logs but Parquet.

            Where the configuration comes from:
              (default)         The AWS account of your credentials. why403 only reads: it calls Get, List,
                                Describe, Lookup and Head operations.
              --profile NAME    The same, with a profile of your AWS configuration.
              --region REGION   Where your buckets are, if their addresses do not say so.
              --account DIR     Recorded answers of the account's APIs, as in a scenario (see 'why403 help replay').
              --offline         Nowhere: diagnose from the logs alone.

            Which requests:
              --since LENGTH    Those of the last minutes, hours or days: 90m, 3h, 2d. For S3 and distributions,
                                3h is the default; of files, all are read.
              --from T, --to T  Those between these times (2026-11-24T10:00Z, or a day, from its first
                                minute on: 2026-11-24; UTC).
              --path PATTERN    Those with such a path: '/shop/*'. * is any text, ? is one character.
              --host HOST       Those for this host.
              --status STATUS   Of the refused requests, those with this status in the log.
              --max-objects N   Of S3, so many log objects at most, the newest (default 2000).
              --distribution ID The distribution of logs that name none, neither in their records nor in their name.

            What is printed:
              --format FORMAT   text (the default), json (one line for each distribution) or slack.
              -h, --help        Show this help.

            Examples:
              why403 diagnose www.example.com
              why403 diagnose E2EXAMPLE --since 2d --path '/shop/*' --profile prod
              why403 diagnose s3://example-logs/cdn/ --from 2026-11-24T10:00Z --to 2026-11-24T12:00Z
              why403 diagnose --offline E2EXAMPLE.2026-11-24-10.abcd1234.gz
              zcat logs/*.gz | why403 diagnose --account account --distribution E2EXAMPLE -

            Exit code: 0 done, also if no request was refused; 1 a log or a recording could not be read;
            2 wrong arguments, or no logs; 3 no credentials, or no permission for what was asked for.
            """;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final InstantSource clock;
    private final AwsConnector aws;

    DiagnoseCommand(
            InputStream in, PrintStream out, PrintStream err, boolean terminal, InstantSource clock, AwsConnector aws) {
        this.aws = aws;
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
                "--account",
                "--distribution",
                "--format",
                "--from",
                "--host",
                "--max-objects",
                "--path",
                "--profile",
                "--region",
                "--since",
                "--status",
                "--to");
    }

    @Override
    public int run(Arguments arguments) throws IOException, WrongArgumentsException {
        try {
            return diagnose(arguments);
        } catch (NoAccessException refused) {
            err.println(Printable.line(refused.getMessage()));
            return ExitCode.NO_ACCESS;
        }
    }

    private int diagnose(Arguments arguments) throws IOException, WrongArgumentsException, NoAccessException {
        Format format = Format.of(arguments.value("--format").orElse("text"));
        TimeRange time = TimeRange.of(arguments, clock.instant());
        RecordFilter filter = filter(arguments, time);
        Optional<String> distribution = distribution(arguments);
        int mostObjects = mostObjects(arguments);
        Optional<Account> unconnected = unconnected(arguments);
        LogTargets.check(arguments.others(), unconnected.isPresent());
        Account account;
        Optional<LiveLogs> live = Optional.empty();
        if (unconnected.isPresent()) {
            account = unconnected.get();
        } else {
            Function<ClientTimeouts, Clients> clients =
                    aws.connect(arguments.value("--profile"), arguments.value("--region"));
            account = connected(clients.apply(ClientTimeouts.forDiagnosis()));
            live = Optional.of(liveLogs(clients.apply(ClientTimeouts.forLogObjects()), account, time, mostObjects));
        }
        LogTargets targets = LogTargets.of(arguments.others(), in, live);
        boolean isLive = targets.objects().stream().anyMatch(object -> !object.isFile());
        RecordFilter narrowed = isLive && time.from().isEmpty() ? filter.since(begin(time)) : filter;
        Optional<RecordedAccount> recorded =
                account instanceof RecordedAccount answers ? Optional.of(answers) : Optional.empty();
        Function<String, Optional<String>> distributionOfHost =
                host -> recorded.flatMap(answers -> Replay.recordedDistribution(answers, host))
                        .or(() -> distribution);
        return new LogDiagnosis(targets, account, distributionOfHost, narrowed, format, out, err, terminal).run();
    }

    private Instant begin(TimeRange time) {
        return time.from().orElseGet(() -> time.to().orElseGet(clock::instant).minus(DEFAULT_TIME));
    }

    private LiveAccount connected(Clients clients) {
        return new LiveAccount(
                clients, true, QUESTION_TIME_BUDGET, clock, problem -> err.println(Printable.line(problem)));
    }

    private LiveLogs liveLogs(Clients clients, Account account, TimeRange time, int mostObjects) {
        return new LiveLogs(
                account,
                new LogObjectListing(clients),
                new LogDeliveries(clients),
                new S3LogStore(clients),
                begin(time),
                time.to().orElseGet(clock::instant),
                mostObjects,
                err);
    }

    private static int mostObjects(Arguments arguments) throws WrongArgumentsException {
        Optional<String> number = arguments.value("--max-objects");
        if (number.isPresent() && !number.get().matches("[1-9]\\d{0,5}")) {
            throw new WrongArgumentsException(
                    "--max-objects must be a number from 1 to 999999, not '" + number.get() + "'.");
        }
        return number.map(Integer::valueOf).orElse(DEFAULT_MAX_OBJECTS);
    }

    private static RecordFilter filter(Arguments arguments, TimeRange time) throws WrongArgumentsException {
        Optional<String> status = arguments.value("--status");
        if (status.isPresent() && !status.get().matches("[1-5]\\d\\d")) {
            throw new WrongArgumentsException(
                    "--status must be an HTTP status such as 403, not '" + status.get() + "'.");
        }
        Optional<String> host = arguments.value("--host");
        if (host.isPresent() && host.get().matches(".*[:/].*")) {
            throw new WrongArgumentsException(
                    "--host must be a host such as www.example.com, not '" + host.get() + "'.");
        }
        return new RecordFilter(
                time,
                arguments.value("--path").map(Glob::pattern),
                host.map(name -> name.toLowerCase(Locale.ROOT)),
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

    /** The account that is not asked over the network; empty if it is. */
    private static Optional<Account> unconnected(Arguments arguments) throws WrongArgumentsException {
        Optional<String> folder = arguments.value("--account");
        boolean offline = arguments.has("--offline");
        if (folder.isPresent() && offline) {
            throw new WrongArgumentsException("Give either --account DIR or --offline.");
        }
        if (offline) {
            return Optional.of(new NoAccount());
        }
        if (folder.isPresent() && !Files.isDirectory(path(folder.get()))) {
            throw new WrongArgumentsException("There is no folder " + folder.get() + " with recorded answers.");
        }
        return folder.isPresent() ? Optional.of(new RecordedAccount(path(folder.get()))) : Optional.empty();
    }

    private static Path path(String name) throws WrongArgumentsException {
        try {
            return Path.of(name);
        } catch (InvalidPathException garbage) {
            throw new WrongArgumentsException("This cannot be the name of a file: " + garbage.getMessage());
        }
    }
}
