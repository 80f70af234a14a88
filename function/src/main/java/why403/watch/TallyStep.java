package why403.watch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import why403.history.Tallies;
import why403.log.LogReader;
import why403.log.LogStore;
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

/**
 * The first operation: reads objects one after the other and stores their tallies, those of several objects at once: then an
 * hour is marked once for all of them. A bad object does not affect the others.
 */
final class TallyStep {

    private static final int PERCENT_TO_WATCH_WITH = 40;
    private static final int PERCENT_TO_ANSWER_WITH = 10;
    private static final int TALLIES_AT_ONCE = 256;

    /** They wait in memory until they are stored: of the largest tallies, so many take some 10 MB. */
    private static final int TALLIES_TO_WAIT = 64;

    private final LogStore store;
    private final LogReader reader;
    private final Tallies tallies;
    private final ErrorMappings mappings;
    private final ExcerptCache excerpts;
    private final Timekeeper time;
    private final WatchOptions options;
    private final Hashing hashing;

    private final Map<String, Counts> traffic = new TreeMap<>();
    private final Map<String, Instant> newest = new TreeMap<>();
    private final Map<LogObject, Totals> totals = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final Map<LogObject, String> unreadable = new LinkedHashMap<>();
    private final Map<LogObject, String> deferred = new LinkedHashMap<>();
    private final Map<LogObject, Made> made = new LinkedHashMap<>();

    /** What was made of an object and is not stored yet. What counted it takes much more memory. */
    private record Made(List<Tally> tallies, Map<String, Instant> newest, long unreadable, List<String> remarks) {}

    TallyStep(
            LogStore store,
            LogReader reader,
            Tallies tallies,
            ErrorMappings mappings,
            ExcerptCache excerpts,
            Timekeeper time,
            WatchOptions options,
            Hashing hashing) {
        this.store = store;
        this.reader = reader;
        this.tallies = tallies;
        this.mappings = mappings;
        this.excerpts = excerpts;
        this.time = time;
        this.options = options;
        this.hashing = hashing;
    }

    TallyResult tally(List<LogObject> objects, Horizon horizon) {
        for (LogObject object : objects) {
            if (time.hasLeft(PERCENT_TO_WATCH_WITH)) {
                tallyGuarded(object, horizon);
            } else {
                deferred.put(
                        object,
                        object
                                + " was not read because the time ran out. It is read when its event is delivered again.");
            }
        }
        storeMade();
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
        ObjectExcerpt excerpt = excerpts.begin();
        WatchedLines selected = new WatchedLines(options, (distribution, line) -> {
            counted.visit(distribution, line);
            if (counted.isCounted()) {
                excerpt.add(distribution, line, counted.verdict());
            }
        });
        try (InputStream bytes = store.open(object)) {
            Reading reading = reader.read(object, bytes, selected);
            if (reading instanceof Reading.Read read) {
                excerpts.keep(object, excerpt);
                List<String> itsRemarks = remarks(object, counted, read);
                selected.remark(object).ifPresent(itsRemarks::add);
                add(object, new Made(counted.tallies(), counted.newest(), read.unreadableRecords(), itsRemarks));
            } else if (reading instanceof Reading.NoLog noLog) {
                remarks.add(noLog.why());
            } else if (reading instanceof Reading.Unreadable bad) {
                unreadable.put(object, bad.why());
            }
        }
    }

    /** The second tally of an object must not be stored at the same time as the first. */
    private void add(LogObject object, Made more) {
        if (made.containsKey(object) || waiting() + more.tallies().size() > TALLIES_AT_ONCE) {
            storeMade();
        }
        made.put(object, more);
        if (waiting() >= TALLIES_TO_WAIT) {
            storeMade();
        }
    }

    private int waiting() {
        return made.values().stream().mapToInt(one -> one.tallies().size()).sum();
    }

    /** If they cannot be stored together, each is stored alone: a broken item of one distribution must not affect the others. */
    private void storeMade() {
        Map<LogObject, Made> together = new LinkedHashMap<>(made);
        made.clear();
        Optional<String> failure = failureOf(together);
        if (failure.isPresent() && together.size() > 1) {
            together.forEach((object, one) -> alone(object, one, failure.get()).ifPresent(why -> defer(object, why)));
        } else {
            failure.ifPresent(why -> together.keySet().forEach(object -> defer(object, why)));
        }
    }

    private Optional<String> alone(LogObject object, Made one, String failure) {
        return time.hasLeft(PERCENT_TO_ANSWER_WITH) ? failureOf(Map.of(object, one)) : Optional.of(failure);
    }

    /** Why these could not be stored; empty if they were. */
    private Optional<String> failureOf(Map<LogObject, Made> together) {
        try {
            store(together.values().stream()
                    .flatMap(one -> one.tallies().stream())
                    .toList());
        } catch (IOException | RuntimeException | VirtualMachineError | LinkageError broken) {
            return Optional.of(ErrorMessages.of(broken));
        }
        together.forEach(this::stored);
        return Optional.empty();
    }

    private void defer(LogObject object, String why) {
        deferred.put(object, object + " was not tallied: " + why);
    }

    private void stored(LogObject object, Made one) {
        remarks.addAll(one.remarks());
        one.tallies().forEach(tally -> traffic.merge(tally.distribution(), whole(tally), Counts::plus));
        one.newest().forEach((distribution, time) -> newest.merge(distribution, time, TallyStep::later));
        Counts all = one.tallies().stream().map(TallyStep::whole).reduce(Counts.NONE, Counts::plus);
        totals.put(object, new Totals(1, all, one.unreadable()));
    }

    /** An object of thousands of distributions has thousands of tallies, and must not use the time of the others. */
    private void store(List<Tally> all) throws IOException {
        for (int from = 0; from < all.size(); from += TALLIES_AT_ONCE) {
            if (from > 0 && !time.hasLeft(PERCENT_TO_ANSWER_WITH)) {
                throw new IOException("only " + from + " of its " + all.size()
                        + " tallies could be stored in time; it is read again when its event is delivered again");
            }
            tallies.putAll(all.subList(from, Math.min(from + TALLIES_AT_ONCE, all.size())), time.now());
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
