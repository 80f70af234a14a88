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
import why403.log.LogReader;
import why403.log.LogStore;
import why403.log.Reading;
import why403.log.UnreadableObjectException;
import why403.sample.ObjectExcerpt;
import why403.sample.ExcerptCache;
import why403.tally.Counts;
import why403.tally.Horizon;
import why403.tally.ObjectTally;
import why403.tally.Scope;
import why403.tally.Tally;
import why403.trigger.LogObject;
import why403.watch.Tallied.Totals;

/** The first verb: reads objects one after the other and puts their tallies. A bad one costs only itself. */
final class Tallying {

    private static final int PERCENT_TO_WATCH_WITH = 40;

    private final LogStore store;
    private final LogReader reader;
    private final Tallies tallies;
    private final ErrorMappings mappings;
    private final ExcerptCache excerpts;
    private final Timekeeper time;
    private final Selection selection;

    private final Map<String, Counts> traffic = new TreeMap<>();
    private final Map<String, Instant> newest = new TreeMap<>();
    private final Map<LogObject, Totals> totals = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final Map<LogObject, String> unreadable = new LinkedHashMap<>();
    private final Map<LogObject, String> deferred = new LinkedHashMap<>();

    Tallying(
            LogStore store,
            LogReader reader,
            Tallies tallies,
            ErrorMappings mappings,
            ExcerptCache excerpts,
            Timekeeper time,
            Selection selection) {
        this.store = store;
        this.reader = reader;
        this.tallies = tallies;
        this.mappings = mappings;
        this.excerpts = excerpts;
        this.time = time;
        this.selection = selection;
    }

    Tallied tally(List<LogObject> objects, Horizon horizon) {
        for (LogObject object : objects) {
            if (time.hasLeft(PERCENT_TO_WATCH_WITH)) {
                tallyGuarded(object, horizon);
            } else {
                deferred.put(object, object + " was not reached in time, and is when its event comes again.");
            }
        }
        return new Tallied(traffic, newest, totals, remarks, unreadable, deferred);
    }

    private void tallyGuarded(LogObject object, Horizon horizon) {
        try {
            tally(object, horizon);
        } catch (UnreadableObjectException notThere) {
            unreadable.put(object, notThere.getMessage());
        } catch (IOException | RuntimeException broken) {
            deferred.put(object, object + " was not tallied: " + Problems.of(broken));
        }
    }

    private void tally(LogObject object, Horizon horizon) throws UnreadableObjectException, IOException {
        ObjectTally counted = new ObjectTally(object, mappings::of, horizon);
        ObjectExcerpt excerpt = excerpts.begin();
        Selected selected = new Selected(selection, (distribution, line) -> {
            counted.visit(distribution, line);
            if (counted.isCounted()) {
                excerpt.add(distribution, line, counted.verdict());
            }
        });
        try (InputStream bytes = store.open(object)) {
            Reading reading = reader.read(object, bytes, selected);
            take(object, counted, reading);
            if (reading instanceof Reading.Read) {
                excerpts.keep(object, excerpt);
                selected.remark(object).ifPresent(remarks::add);
            }
        }
    }

    private void take(LogObject object, ObjectTally counted, Reading reading) {
        if (reading instanceof Reading.Read read) {
            List<Tally> made = counted.tallies();
            made.forEach(tally -> tallies.put(tally, time.now()));
            remark(object, counted, read);
            sumUp(object, counted, made, read.unreadableRecords());
        } else if (reading instanceof Reading.NoLog noLog) {
            remarks.add(noLog.why());
        } else if (reading instanceof Reading.Unreadable bad) {
            unreadable.put(object, bad.why());
        }
    }

    private void sumUp(LogObject object, ObjectTally counted, List<Tally> made, long unreadable) {
        made.forEach(tally -> traffic.merge(tally.distribution(), whole(tally), Counts::plus));
        counted.newest().forEach((distribution, time) -> newest.merge(distribution, time, Tallying::later));
        Counts all = made.stream().map(Tallying::whole).reduce(Counts.NONE, Counts::plus);
        totals.put(object, new Totals(1, all, unreadable));
    }

    private static Counts whole(Tally tally) {
        return tally.scopes().get(Scope.WHOLE).sum();
    }

    private void remark(LogObject object, ObjectTally counted, Reading.Read read) {
        if (read.unreadableRecords() > 0) {
            remarks.add(object + ": " + read.unreadableRecords() + " of "
                    + (read.records() + read.unreadableRecords())
                    + " records could not be read and were skipped; the first is "
                    + read.firstUnreadable().orElse("not known"));
        }
        if (counted.tooOld() > 0) {
            remarks.add(object + ": " + counted.tooOld() + " records are more than " + Horizon.DAYS
                    + " days older than the event and were not counted");
        }
        if (counted.tooNew() > 0) {
            remarks.add(object + ": " + counted.tooNew()
                    + " records are more than an hour ahead of the clock and were not counted");
        }
    }

    private static Instant later(Instant one, Instant two) {
        return one.isAfter(two) ? one : two;
    }
}
