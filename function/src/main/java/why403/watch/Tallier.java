package why403.watch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import why403.history.Tallies;
import why403.log.LineVisitor;
import why403.log.Reading;
import why403.log.UnreadableObjectException;
import why403.sample.ExcerptCache;
import why403.sample.ObjectExcerpt;
import why403.tally.Counts;
import why403.tally.Hashing;
import why403.tally.Horizon;
import why403.tally.ObjectTally;
import why403.tally.Scope;
import why403.tally.Tally;
import why403.trigger.LogObject;
import why403.watch.TallyResult.Totals;
import why403.watch.mapping.ErrorMappings;

/**
 * Reads objects one after the other and stores their tallies. A bad object does not affect the others. Use an object for
 * one event.
 */
public final class Tallier {

    private static final int PERCENT_TO_START_WITH = 40;
    private static final int PERCENT_TO_ANSWER_WITH = 10;
    private static final int TALLIES_AT_ONCE = 256;

    private final LogAccess logs;
    private final Tallies tallies;
    private final ErrorMappings mappings;
    private final WatchedDistributions watched;
    private final Hashing hashing;
    private final Timekeeper time;

    private final Map<String, Counts> traffic = new TreeMap<>();
    private final Map<String, Instant> newest = new TreeMap<>();
    private final Map<LogObject, Totals> totals = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final Map<LogObject, String> unreadable = new LinkedHashMap<>();
    private final Map<LogObject, String> deferred = new LinkedHashMap<>();

    /**
     * The operation over these ports.
     *
     * @param mappings of the account; its cache can serve later events
     * @param watched the records of other distributions are skipped
     * @param hashing of the process and the table; it does not change what is found
     */
    public Tallier(
            LogAccess logs,
            Tallies tallies,
            ErrorMappings mappings,
            WatchedDistributions watched,
            Hashing hashing,
            Timekeeper time) {
        this.logs = logs;
        this.tallies = tallies;
        this.mappings = mappings;
        this.watched = watched;
        this.hashing = hashing;
        this.time = time;
    }

    /**
     * Tallies objects, in this order. An object that cannot be read or stored is named in the result and does not affect
     * the others. When this method returns, every other tally is stored and marked.
     *
     * @param horizon the times of the records that are counted
     */
    public TallyResult tally(List<LogObject> objects, Horizon horizon) {
        for (LogObject object : objects) {
            if (time.hasLeft(PERCENT_TO_START_WITH)) {
                tallyGuarded(object, horizon);
            } else {
                deferred.put(
                        object,
                        object
                                + " was not read because the time ran out. It is read when its event is delivered again.");
            }
        }
        return new TallyResult(traffic, newest, totals, remarks, unreadable, deferred);
    }

    private void tallyGuarded(LogObject object, Horizon horizon) {
        try {
            tally(object, horizon);
        } catch (UnreadableObjectException notThere) {
            unreadable.put(object, notThere.getMessage());
        } catch (IOException | RuntimeException | VirtualMachineError | LinkageError broken) {
            deferred.put(object, object + " was not tallied: " + ErrorMessages.of(broken));
        }
    }

    private void tally(LogObject object, Horizon horizon) throws UnreadableObjectException, IOException {
        ObjectTally counted = new ObjectTally(object, mappings::of, horizon, hashing);
        ExcerptCache excerpts = logs.excerpts();
        ObjectExcerpt excerpt = excerpts.begin();
        WatchedLines selected =
                new WatchedLines(watched, excerpts.isUsed() ? countingAndKeeping(counted, excerpt) : counted);
        try (InputStream bytes = logs.store().open(object)) {
            Reading reading = logs.reader().read(object, bytes, selected);
            take(object, counted, reading);
            if (reading instanceof Reading.Read) {
                excerpts.keep(object, excerpt);
                selected.remark(object).ifPresent(remarks::add);
            }
        }
    }

    private static LineVisitor countingAndKeeping(ObjectTally counted, ObjectExcerpt excerpt) {
        return (distribution, line) -> {
            counted.visit(distribution, line);
            if (counted.isCounted()) {
                excerpt.add(distribution, line, counted.verdict());
            }
        };
    }

    private void take(LogObject object, ObjectTally counted, Reading reading) throws IOException {
        if (reading instanceof Reading.Read read) {
            List<Tally> made = counted.tallies();
            store(made);
            remark(object, counted, read);
            sumUp(object, counted, made, read.unreadableRecords());
        } else if (reading instanceof Reading.NoLog noLog) {
            remarks.add(noLog.why());
        } else if (reading instanceof Reading.Unreadable bad) {
            unreadable.put(object, bad.why());
        }
    }

    /** An object of thousands of distributions has thousands of tallies, and must not use the time of the others. */
    private void store(List<Tally> made) throws IOException {
        for (int from = 0; from < made.size(); from += TALLIES_AT_ONCE) {
            if (from > 0 && !time.hasLeft(PERCENT_TO_ANSWER_WITH)) {
                throw new IOException("only " + from + " of its " + made.size()
                        + " tallies could be stored in time; it is read again when its event is delivered again");
            }
            tallies.putAll(made.subList(from, Math.min(from + TALLIES_AT_ONCE, made.size())), time.now());
        }
    }

    private void sumUp(LogObject object, ObjectTally counted, List<Tally> made, long unreadable) {
        made.forEach(tally -> traffic.merge(tally.distribution(), whole(tally), Counts::plus));
        counted.newest().forEach((distribution, time) -> newest.merge(distribution, time, Tallier::later));
        Counts all = made.stream().map(Tallier::whole).reduce(Counts.NONE, Counts::plus);
        totals.put(object, new Totals(1, all, unreadable));
    }

    private static Counts whole(Tally tally) {
        return tally.scopes().get(Scope.WHOLE).sum();
    }

    private void remark(LogObject object, ObjectTally counted, Reading.Read read) {
        if (read.unreadableRecords() > 0) {
            long all = read.records() + read.unreadableRecords();
            remarks.add(object + ": " + read.unreadableRecords() + " of " + all + (all == 1 ? " record" : " records")
                    + " could not be read and " + (read.unreadableRecords() == 1 ? "was" : "were")
                    + " skipped; the first is " + read.firstUnreadable().orElse("not known"));
        }
        if (counted.tooOld() > 0) {
            remarks.add(object + ": "
                    + notCounted(counted.tooOld(), "more than " + Horizon.DAYS + " days older than the event"));
        }
        if (counted.tooNew() > 0) {
            remarks.add(object + ": " + notCounted(counted.tooNew(), "more than an hour ahead of the clock"));
        }
    }

    private static String notCounted(long records, String why) {
        return records == 1
                ? "1 record is " + why + " and was not counted"
                : records + " records are " + why + " and were not counted";
    }

    private static Instant later(Instant one, Instant two) {
        return one.isAfter(two) ? one : two;
    }
}
