package why403.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import why403.diagnosis.Excerpt;
import why403.diagnosis.Excerpts;
import why403.history.Tallies;
import why403.log.LogReader;
import why403.log.LogStore;
import why403.log.Reading;
import why403.log.UnreadableObjectException;
import why403.tally.Counts;
import why403.tally.ObjectTally;
import why403.tally.Scope;
import why403.tally.Tally;
import why403.trigger.LogObject;
import why403.watch.Tallied.Totals;

/** The first verb: reads objects one after the other and puts their tallies. A bad one costs only itself. */
final class Tallying {

    /** Tallies are kept a day longer, so that nothing is counted that may have been counted and forgotten. */
    private static final Duration OLDEST_COUNTED = Duration.ofDays(8);

    private final LogStore store;
    private final LogReader reader;
    private final Tallies tallies;
    private final ErrorMappings mappings;
    private final Excerpts excerpts;

    private final Map<String, SortedSet<Long>> minutes = new TreeMap<>();
    private final Map<String, Instant> newest = new TreeMap<>();
    private final Map<LogObject, Totals> totals = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    Tallying(LogStore store, LogReader reader, Tallies tallies, ErrorMappings mappings, Excerpts excerpts) {
        this.store = store;
        this.reader = reader;
        this.tallies = tallies;
        this.mappings = mappings;
        this.excerpts = excerpts;
    }

    Tallied tally(List<LogObject> objects, Instant clock) {
        objects.forEach(object -> tally(object, clock.minus(OLDEST_COUNTED)));
        return new Tallied(minutes, newest, totals, remarks, unreadable);
    }

    private void tally(LogObject object, Instant notBefore) {
        ObjectTally counted = new ObjectTally(object, mappings::of, notBefore);
        Excerpt excerpt = excerpts.begin();
        try (InputStream bytes = store.open(object)) {
            Reading reading = reader.read(object, bytes, (distribution, line) -> {
                counted.visit(distribution, line);
                if (counted.isCounted()) {
                    excerpt.add(distribution, line, counted.verdict());
                }
            });
            take(object, counted, reading);
            if (reading instanceof Reading.Read) {
                excerpts.keep(object, excerpt);
            }
        } catch (UnreadableObjectException notThere) {
            unreadable.add(notThere.getMessage());
        } catch (IOException broken) {
            throw new UncheckedIOException("Closing " + object + " failed", broken);
        }
    }

    private void take(LogObject object, ObjectTally counted, Reading reading) {
        if (reading instanceof Reading.Read read) {
            remark(object, counted, read);
            List<Tally> made = counted.tallies();
            made.forEach(this::put);
            counted.newest().forEach((distribution, time) -> newest.merge(distribution, time, Tallying::later));
            totals.put(object, totals(made));
        } else if (reading instanceof Reading.NoLog noLog) {
            remarks.add(noLog.why());
        } else if (reading instanceof Reading.Unreadable bad) {
            unreadable.add(bad.why());
        }
    }

    private void put(Tally tally) {
        tallies.put(tally);
        minutes.computeIfAbsent(tally.distribution(), distribution -> new TreeSet<>())
                .addAll(tally.minutes());
    }

    private void remark(LogObject object, ObjectTally counted, Reading.Read read) {
        if (read.unreadableRecords() > 0) {
            remarks.add(object + ": " + read.unreadableRecords() + " of "
                    + (read.records() + read.unreadableRecords())
                    + " records could not be read and were skipped; the first is "
                    + read.firstUnreadable().orElse("not known"));
        }
        if (counted.tooOld() > 0) {
            remarks.add(object + ": " + counted.tooOld() + " records are more than " + OLDEST_COUNTED.toDays()
                    + " days older than the event and were not counted");
        }
    }

    private static Totals totals(List<Tally> made) {
        Counts sum = made.stream()
                .map(tally -> tally.scopes().get(Scope.WHOLE).sum())
                .reduce(Counts.NONE, Counts::plus);
        return new Totals(1, sum.requests(), sum.forbidden(), sum.ambiguous());
    }

    private static Instant later(Instant one, Instant two) {
        return one.isAfter(two) ? one : two;
    }
}
