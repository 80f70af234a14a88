package why403.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Function;
import why403.account.Account;
import why403.alert.Renderer;
import why403.folder.MemoryTallies;
import why403.folder.NoAccount;
import why403.folder.RecordedAccount;
import why403.log.LineSelection;
import why403.spike.IncidentMachine;
import why403.spike.Sensitivity;
import why403.tally.Hashing;
import why403.tally.Horizon;
import why403.text.Printable;
import why403.watch.FullDiagnosis;
import why403.watch.LogAccess;
import why403.watch.Tallier;
import why403.watch.TallyResult;
import why403.watch.Timekeeper;
import why403.watch.WatchedDistributions;
import why403.watch.mapping.ErrorMappings;

/** Reads the logs that a person names, and prints why their requests were refused. */
final class LogDiagnosis {

    /** Whoever names a log wants to know about all of it. */
    private static final Horizon ALL_TIMES = new Horizon(Long.MIN_VALUE, Long.MAX_VALUE);

    private final LogTargets targets;
    private final Account account;
    private final Function<String, Optional<String>> distributionOfHost;
    private final RecordFilter filter;
    private final PrintStream err;
    private final PrintingChannel channel;
    private final Progress progress;
    private boolean somethingUnreadable;

    /** @param distributionOfHost finds the distribution of a log that names none, by the domain name in its records */
    LogDiagnosis(
            LogTargets targets,
            Account account,
            Function<String, Optional<String>> distributionOfHost,
            RecordFilter filter,
            Format format,
            PrintStream out,
            PrintStream err,
            boolean terminal) {
        this.targets = targets;
        this.account = account;
        this.distributionOfHost = distributionOfHost;
        this.filter = filter;
        this.err = err;
        this.channel = new PrintingChannel(format, out, err);
        this.progress = new Progress(targets, err, terminal);
    }

    /** Returns the exit code. */
    int run() {
        Timekeeper time = Timekeeper.endless(() -> Instant.EPOCH);
        MemoryTallies tallies = new MemoryTallies();
        LogAccess logs = LogAccess.ofBothOperations(
                progress,
                account,
                distributionOfHost,
                Hashing.OF_REPLAY.tables(),
                time,
                Runtime.getRuntime().maxMemory(),
                selection());
        TallyResult tallied = new Tallier(
                        logs,
                        tallies,
                        ErrorMappings.recorded(account),
                        WatchedDistributions.ALL,
                        Hashing.OF_REPLAY,
                        time)
                .tally(targets.objects(), ALL_TIMES);
        targets.problems().forEach(this::unreadable);
        tallied.remarks().forEach(this::say);
        new LinkedHashMap<>(tallied.failed()).values().forEach(this::unreadable);
        FullDiagnosis.Result result =
                new FullDiagnosis(logs, tallies, account, new IncidentMachine(Sensitivity.NORMAL)).of(tallied);
        result.problems().forEach(this::unreadable);
        if (account instanceof RecordedAccount recorded) {
            recorded.problems().forEach(this::unreadable);
        }
        Renderer renderer = new Renderer();
        result.notices().forEach(notice -> channel.publish(renderer.render(notice)));
        if (tallied.counted().isEmpty() && !somethingUnreadable) {
            say("There is no log among these files.");
            return ExitCode.WRONG_ARGUMENTS;
        }
        if (result.notices().isEmpty() && !tallied.counted().isEmpty()) {
            say("The logs have no request that was asked for.");
        }
        if (account instanceof NoAccount
                && result.notices().stream().anyMatch(notice -> notice.spike().forbidden() == 0)) {
            say(
                    "Without the configuration, only requests with the status 403 count as refused. A custom error response can"
                            + " give them another status.");
        }
        return somethingUnreadable ? ExitCode.SOMETHING_UNREADABLE : ExitCode.DONE;
    }

    private LineSelection selection() {
        LineSelection filtered = filter.selection();
        return (distribution, line) -> targets.isAskedFor(distribution) && filtered.contains(distribution, line);
    }

    private void say(String sentence) {
        err.println(Printable.line(sentence));
    }

    private void unreadable(String sentence) {
        somethingUnreadable = true;
        say(sentence);
    }
}
