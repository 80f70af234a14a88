package why403.watch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import why403.history.Marking;
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
import why403.trigger.Purpose;
import why403.watch.TallyResult.Totals;
import why403.watch.mapping.ErrorMappings;

/**
 * Reads objects one after the other and stores their tallies, those of several objects at once: then an hour is marked once
 * for all of them. A bad object does not affect the others. Use an object for one event.
 */
public final class Tallier {

    private static final int PERCENT_TO_START_WITH = 40;
    private static final int PERCENT_TO_ANSWER_WITH = 10;
    private static final int TALLIES_AT_ONCE = 256;

    /** They wait in memory until they are stored: of the largest tallies, so many take some 10 MB. */
    private static final int TALLIES_TO_WAIT = 64;

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
    private final Map<LogObject, Made> made = new LinkedHashMap<>();

    /** What was made of an object and is not stored yet. What counted it takes much more memory. */
    private record Made(List<Tally> tallies, Map<String, Instant> newest, long unreadable, List<String> remarks) {}

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
        return tally(objects, List.of(), horizon);
    }

    /**
     * The same, with objects of the past: they are counted after the others, and cause no report.
     *
     * @param past different from the new objects
     */
    public TallyResult tally(List<LogObject> objects, List<LogObject> past, Horizon horizon) {
        tallyAll(objects, Purpose.WATCH, horizon);
        tallyAll(past, Purpose.BACKFILL, horizon);
        return new TallyResult(traffic, newest, totals, remarks, unreadable, deferred);
    }

    private void tallyAll(List<LogObject> objects, Purpose purpose, Horizon horizon) {
        for (LogObject object : objects) {
            if (time.hasLeft(PERCENT_TO_START_WITH)) {
                tallyGuarded(object, purpose, horizon);
            } else {
                deferred.put(
                        object,
                        object
                                + " was not read because the time ran out. It is read when its event is delivered again.");
            }
        }
        storeMade(purpose);
    }

    private void tallyGuarded(LogObject object, Purpose purpose, Horizon horizon) {
        try {
            tally(object, purpose, horizon);
        } catch (UnreadableObjectException notThere) {
            unreadable.put(object, notThere.getMessage());
        } catch (IOException | RuntimeException | VirtualMachineError | LinkageError broken) {
            deferred.put(object, object + " was not tallied: " + ErrorMessages.of(broken));
        }
    }

    private void tally(LogObject object, Purpose purpose, Horizon horizon)
            throws UnreadableObjectException, IOException {
        ObjectTally counted = new ObjectTally(object, mappings::of, horizon, hashing);
        ExcerptCache excerpts = logs.excerpts();
        ObjectExcerpt excerpt = excerpts.begin();
        WatchedLines selected =
                new WatchedLines(watched, excerpts.isUsed() ? countingAndKeeping(counted, excerpt) : counted);
        try (InputStream bytes = logs.store().open(object)) {
            Reading reading = logs.reader().read(object, bytes, selected);
            if (reading instanceof Reading.Read read) {
                excerpts.keep(object, excerpt);
                List<String> itsRemarks = remarks(object, counted, read);
                selected.remark(object).ifPresent(itsRemarks::add);
                add(
                        object,
                        new Made(counted.tallies(), counted.newest(), read.unreadableRecords(), itsRemarks),
                        purpose);
            } else if (reading instanceof Reading.NoLog noLog) {
                remarks.add(noLog.why());
            } else if (reading instanceof Reading.Unreadable bad) {
                unreadable.put(object, bad.why());
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

    /** The second tally of an object must not be stored at the same time as the first. */
    private void add(LogObject object, Made more, Purpose purpose) {
        if (made.containsKey(object) || waiting() + more.tallies().size() > TALLIES_AT_ONCE) {
            storeMade(purpose);
        }
        made.put(object, more);
        if (waiting() >= TALLIES_TO_WAIT) {
            storeMade(purpose);
        }
    }

    private int waiting() {
        return made.values().stream().mapToInt(one -> one.tallies().size()).sum();
    }

    /** If they cannot be stored together, each is stored alone: a broken item of one distribution must not affect the others. */
    private void storeMade(Purpose purpose) {
        Map<LogObject, Made> together = new LinkedHashMap<>(made);
        made.clear();
        Optional<String> failure = failureOf(together, purpose);
        if (failure.isPresent() && together.size() > 1) {
            together.forEach(
                    (object, one) -> alone(object, one, purpose, failure.get()).ifPresent(why -> defer(object, why)));
        } else {
            failure.ifPresent(why -> together.keySet().forEach(object -> defer(object, why)));
        }
    }

    private Optional<String> alone(LogObject object, Made one, Purpose purpose, String failure) {
        return time.hasLeft(PERCENT_TO_ANSWER_WITH) ? failureOf(Map.of(object, one), purpose) : Optional.of(failure);
    }

    /** Why these could not be stored; empty if they were. */
    private Optional<String> failureOf(Map<LogObject, Made> together, Purpose purpose) {
        try {
            store(
                    together.values().stream()
                            .flatMap(one -> one.tallies().stream())
                            .toList(),
                    marking(together.values(), purpose));
        } catch (IOException | RuntimeException | VirtualMachineError | LinkageError broken) {
            return Optional.of(ErrorMessages.of(broken));
        }
        together.forEach(this::stored);
        return Optional.empty();
    }

    private static Marking marking(Collection<Made> together, Purpose purpose) {
        Map<String, Instant> newest = new TreeMap<>();
        together.forEach(
                one -> one.newest().forEach((distribution, time) -> newest.merge(distribution, time, Tallier::later)));
        return switch (purpose) {
            case WATCH -> Marking.watched(newest);
            case BACKFILL -> Marking.OF_THE_PAST;
        };
    }

    private void defer(LogObject object, String why) {
        deferred.put(object, object + " was not tallied: " + why);
    }

    private void stored(LogObject object, Made one) {
        remarks.addAll(one.remarks());
        one.tallies().forEach(tally -> traffic.merge(tally.distribution(), whole(tally), Counts::plus));
        one.newest().forEach((distribution, time) -> newest.merge(distribution, time, Tallier::later));
        Counts all = one.tallies().stream().map(Tallier::whole).reduce(Counts.NONE, Counts::plus);
        totals.put(object, new Totals(1, all, one.unreadable()));
    }

    /** An object of thousands of distributions has thousands of tallies, and must not use the time of the others. */
    private void store(List<Tally> all, Marking marking) throws IOException {
        for (int from = 0; from < all.size(); from += TALLIES_AT_ONCE) {
            if (from > 0 && !time.hasLeft(PERCENT_TO_ANSWER_WITH)) {
                throw new IOException("only " + from + " of its " + all.size()
                        + " tallies could be stored in time; it is read again when its event is delivered again");
            }
            tallies.putAll(all.subList(from, Math.min(from + TALLIES_AT_ONCE, all.size())), marking, time.now());
        }
    }

    private static Counts whole(Tally tally) {
        return tally.scopes().get(Scope.WHOLE).sum();
    }

    private static List<String> remarks(LogObject object, ObjectTally counted, Reading.Read read) {
        List<String> remarks = new ArrayList<>();
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
        return remarks;
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
