package why403.folder;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import why403.account.Account;
import why403.history.RecentHours;
import why403.spike.IncidentMachine;
import why403.spike.Sensitivity;
import why403.tally.Hashing;
import why403.tally.Horizon;
import why403.trigger.LogObject;
import why403.watch.LogAccess;
import why403.watch.Tallier;
import why403.watch.TallyResult;
import why403.watch.Timekeeper;
import why403.watch.Watch;
import why403.watch.WatchBackoff;
import why403.watch.WatchOptions;
import why403.watch.WatchResult;
import why403.watch.WatchedDistributions;
import why403.watch.mapping.ErrorMappings;

/**
 * Processes a few minutes of made-up traffic in memory, from the log to the detection rule. Its only purpose is to load
 * the classes in advance. The traffic has no incident, so there is no notice.
 */
public final class DryRun implements Runnable {

    /** When the made-up minutes begin. */
    public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    /** The id of a made-up distribution, for callers that know no other. */
    public static final String DISTRIBUTION = "EDRYRUNEXAMPLE";

    private static final int LINES = 300;
    private static final int LINES_BETWEEN_FORBIDDEN = 60;
    private static final String HEADER = "#Version: 1.0\n#Fields: date time c-ip cs-uri-stem sc-status"
            + " x-edge-result-type x-host-header x-edge-response-result-type\n";

    private final Account account;
    private final String distribution;

    /** @param account answers the question for the error mapping of the distribution */
    public DryRun(Account account, String distribution) {
        this.account = account;
        this.distribution = distribution;
    }

    /** @throws IllegalStateException if something happens that does not happen with ordinary traffic */
    @Override
    public void run() {
        byte[] log = log();
        Timekeeper time = Timekeeper.endless(() -> BEGIN);
        MemoryTallies tallies = new MemoryTallies();
        LogAccess logs = LogAccess.ofOneOperation(
                object -> new ByteArrayInputStream(log), account, Hashing.OF_REPLAY.tables(), time);
        LogObject object = new LogObject("dry-run", distribution + ".2026-01-01-00.dry-run");
        TallyResult tallied = new Tallier(
                        logs,
                        tallies,
                        ErrorMappings.recorded(account),
                        WatchedDistributions.ALL,
                        Hashing.OF_REPLAY,
                        time)
                .tally(List.of(object), Horizon.ofEvent(BEGIN));
        WatchResult watched = new Watch(
                        logs,
                        tallies,
                        new MemoryIncidents(),
                        account,
                        notice -> {
                            throw new IllegalStateException("Ordinary traffic caused the notice " + notice.id());
                        },
                        new IncidentMachine(Sensitivity.NORMAL),
                        WatchOptions.EVERYTHING,
                        new WatchBackoff(),
                        new RecentHours(0),
                        time)
                .watch(tallied);
        List<String> problems = Stream.concat(watched.problems().stream(), watched.undone().stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new IllegalStateException("Ordinary traffic caused a problem: " + problems.get(0));
        }
    }

    /** The log of the made-up minutes, not compressed. */
    public static byte[] log() {
        StringBuilder log = new StringBuilder(HEADER);
        for (int i = 0; i < LINES; i++) {
            String time = BEGIN.plusSeconds(i).toString();
            boolean isForbidden = i % LINES_BETWEEN_FORBIDDEN == 0;
            String result = isForbidden ? "Error" : "Hit";
            log.append(String.join(
                            "\t",
                            time.substring(0, 10),
                            time.substring(11, 19),
                            "192.0.2.1",
                            "/dry-run/" + i,
                            isForbidden ? "403" : "200",
                            result,
                            "www.example.com",
                            result))
                    .append('\n');
        }
        return log.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
