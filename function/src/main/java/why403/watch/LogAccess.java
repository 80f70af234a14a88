package why403.watch;

import java.util.Optional;
import java.util.function.Function;
import why403.account.Account;
import why403.hash.HashKey;
import why403.log.LineSelection;
import why403.log.LogReader;
import why403.log.LogStore;
import why403.sample.ExcerptCache;
import why403.sample.SampleMemory;
import why403.sample.SampleReader;

/** How the log objects of one event are opened and read. Use an object for one event. */
public final class LogAccess {

    /** The time that a started object may not use: the results of the earlier objects must still be returned. */
    private static final int PERCENT_TO_ANSWER_WITH = 10;

    private static final int PERCENT_TO_DIAGNOSE_WITH = 20;

    private final LogStore store;
    private final LogReader reader;
    private final ExcerptCache excerpts;
    private final HashKey tables;
    private final Timekeeper time;

    private LogAccess(
            LogStore store,
            Account account,
            Function<String, Optional<String>> otherDistributions,
            HashKey tables,
            Timekeeper time,
            ExcerptCache excerpts,
            LineSelection selection) {
        this.store = object -> new DeadlineStream(store.open(object), () -> time.hasLeft(PERCENT_TO_ANSWER_WITH));
        this.reader = new LogReader(new DistributionsByHost(account, otherDistributions), tables, selection);
        this.excerpts = excerpts;
        this.tables = tables;
        this.time = time;
    }

    /**
     * For a process that either tallies or watches. A diagnosis reads the objects again that it needs.
     *
     * @param account lists the distributions, for logs that do not name theirs
     * @param tables the seed of the tables that look up what viewers send
     */
    public static LogAccess ofOneOperation(LogStore store, Account account, HashKey tables, Timekeeper time) {
        return new LogAccess(
                store, account, host -> Optional.empty(), tables, time, ExcerptCache.none(), LineSelection.ALL);
    }

    /**
     * For a process that tallies and then watches: it keeps what a diagnosis needs, so that it reads most objects once.
     *
     * @param otherDistributions finds a distribution's id by its domain name if the account's list does not contain it
     * @param memory the memory of the process in bytes
     */
    public static LogAccess ofBothOperations(
            LogStore store,
            Account account,
            Function<String, Optional<String>> otherDistributions,
            HashKey tables,
            Timekeeper time,
            long memory) {
        return ofBothOperations(store, account, otherDistributions, tables, time, memory, LineSelection.ALL);
    }

    /** The same, of these records only. */
    public static LogAccess ofBothOperations(
            LogStore store,
            Account account,
            Function<String, Optional<String>> otherDistributions,
            HashKey tables,
            Timekeeper time,
            long memory,
            LineSelection selection) {
        return new LogAccess(store, account, otherDistributions, tables, time, new ExcerptCache(memory), selection);
    }

    LogStore store() {
        return store;
    }

    LogReader reader() {
        return reader;
    }

    ExcerptCache excerpts() {
        return excerpts;
    }

    /** Reads the records of incidents. */
    SampleReader samples() {
        return new SampleReader(
                store,
                reader,
                excerpts,
                SampleMemory.ofHeap(Runtime.getRuntime().maxMemory()),
                tables,
                () -> time.hasLeft(PERCENT_TO_DIAGNOSE_WITH));
    }
}
