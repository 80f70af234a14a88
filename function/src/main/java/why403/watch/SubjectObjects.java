package why403.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import why403.history.HourTallies;
import why403.sample.SampleReader.Source;
import why403.sample.SampleReader.Wanted;
import why403.tally.Counts;
import why403.tally.Forbidden;
import why403.tally.ScopeFilter;
import why403.tally.ScopeTally;
import why403.tally.Tally;

/**
 * Chooses the log objects to read for a subject from their tallies: those with most of its forbidden records, and a few
 * of the time before its incident. It does not keep the tallies.
 */
final class SubjectObjects {

    private static final Duration BEFORE = Duration.ofHours(3);
    private static final int MOST_OBJECTS_BEFORE = 6;

    /** An object takes about 50 ms to fetch and unpack, and an invocation has minutes. */
    private static final int MOST_OBJECTS_DURING = 500;

    private static final Comparator<Source> BY_IDENTITY =
            Comparator.comparing(source -> source.object().identity());
    private static final Comparator<Source> MOST_FIRST =
            Comparator.comparingLong(Source::forbidden).reversed().thenComparing(BY_IDENTITY);
    private static final long SECONDS_IN_MINUTE = 60;

    private final Subject subject;
    private final SortedSet<Long> hoursDuring;
    private final SortedSet<Long> hoursBefore;
    private final BestSources during = new BestSources(MOST_FIRST);
    private final BestSources before = new BestSources(BY_IDENTITY);
    private long forbidden;

    SubjectObjects(Subject subject) {
        this.subject = subject;
        this.hoursDuring = hours(subject.from(), subject.to().minusSeconds(1));
        Instant start = subject.incident().from();
        this.hoursBefore = hours(start.minus(BEFORE), start);
    }

    private static SortedSet<Long> hours(Instant first, Instant last) {
        TreeSet<Long> hours = new TreeSet<>();
        LongStream.rangeClosed(HourTallies.hourOf(first), HourTallies.hourOf(last))
                .forEach(hours::add);
        return hours;
    }

    /** The hours whose tallies are wanted. */
    SortedSet<Long> hours() {
        TreeSet<Long> hours = new TreeSet<>(hoursDuring);
        hours.addAll(hoursBefore);
        return hours;
    }

    /** Considers a tally. The tallies of an hour can come in any order, and of each hour all or none. */
    void add(Tally tally) {
        boolean isDuring = hoursDuring.contains(tally.hour());
        boolean isBefore = hoursBefore.contains(tally.hour());
        if (!isDuring && !isBefore) {
            return;
        }
        Source source = new Source(tally.object(), Forbidden.under(tally.mapping()), forbidden(tally));
        if (isDuring) {
            forbidden += source.forbidden();
            during.add(source);
        }
        if (isBefore) {
            before.add(source);
        }
    }

    /** No more tallies of the present hour come. */
    void endHour() {
        during.endHour();
        before.endHour();
    }

    /** How many of a tally's forbidden requests belong to the subject. */
    private long forbidden(Tally tally) {
        List<Counts> counts = tally.minutes(subject.incident().scope());
        long first = tally.hour() * ScopeTally.MINUTES;
        long from = Math.max(minuteOf(subject.from()) - first, 0);
        long to = Math.min(minuteOf(subject.to()) - first, ScopeTally.MINUTES);
        return LongStream.range(from, to)
                .map(minute -> counts.get((int) minute).forbidden())
                .sum();
    }

    private static long minuteOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS_IN_MINUTE);
    }

    /** What to read. */
    Wanted wanted() {
        return new Wanted(
                subject.incident().distributionId(),
                new ScopeFilter(subject.incident().scope())::matches,
                subject.from(),
                subject.to(),
                read(),
                evenly(before.byHour()));
    }

    /** The forbidden requests in the objects that are not read because there are too many objects. */
    long unread() {
        return forbidden - read().stream().mapToLong(Source::forbidden).sum();
    }

    private List<Source> read() {
        return during.byHour().stream()
                .sorted(MOST_FIRST)
                .limit(MOST_OBJECTS_DURING)
                .toList();
    }

    /** The time before the incident is sampled: some of its objects, spread over the three hours. */
    private static List<Source> evenly(List<Source> sources) {
        int taken = Math.min(MOST_OBJECTS_BEFORE, sources.size());
        return LongStream.range(0, taken)
                .mapToObj(i -> sources.get((int) (i * sources.size() / taken)))
                .toList();
    }
}
