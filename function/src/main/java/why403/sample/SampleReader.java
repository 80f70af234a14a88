package why403.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.log.LogReader;
import why403.log.LogStore;
import why403.log.Reading;
import why403.log.UnreadableObjectException;
import why403.tally.Forbidden;
import why403.trigger.LogObject;

/** Reads log objects again, each once for all incidents of a pass, and takes samples of what these are in. */
public final class SampleReader {

    /**
     * An object that holds lines of an incident's scope.
     *
     * @param rule which of them are forbidden, as when the object was tallied
     * @param forbidden how many of the incident's time are, as tallied; 0 for an object of the time before
     */
    public record Source(LogObject object, Forbidden rule, long forbidden) {}

    /**
     * An incident to take a sample of.
     *
     * @param scope tells the scope's lines from others
     * @param from the first second
     * @param to the last second, exclusive
     * @param during the objects that hold its records
     * @param before some objects of the three hours before
     */
    public record Wanted(
            String distributionId,
            LineFilter scope,
            Instant from,
            Instant to,
            List<Source> during,
            List<Source> before) {

        public Wanted {
            during = List.copyOf(during);
            before = List.copyOf(before);
        }

        Stream<Source> sources() {
            return Stream.concat(during.stream(), before.stream());
        }
    }

    /**
     * What was read.
     *
     * @param samples one for each incident wanted, in that order
     * @param problems one sentence for each object that could not be read again: the samples are without it
     */
    public record Reread(List<Sample> samples, List<String> problems) {

        public Reread {
            samples = List.copyOf(samples);
            problems = List.copyOf(problems);
        }
    }

    private final LogStore store;
    private final LogReader reader;
    private final ExcerptCache excerpts;
    private final BooleanSupplier hasTime;

    /**
     * A reader of what is stored.
     *
     * @param excerpts serve in place of the objects that these are of, as far as they are fine enough
     * @param hasTime whether another object may be begun
     */
    public SampleReader(LogStore store, LogReader reader, ExcerptCache excerpts, BooleanSupplier hasTime) {
        this.hasTime = hasTime;
        this.store = store;
        this.reader = reader;
        this.excerpts = excerpts;
    }

    /** Reads the objects with most forbidden records first. An object that cannot be read costs only itself. */
    public Reread read(List<Wanted> wanted) {
        List<IncidentSampling> gatherings =
                wanted.stream().map(IncidentSampling::new).toList();
        List<String> problems = objects(wanted)
                .flatMap(object ->
                        read(
                                object,
                                gatherings.stream()
                                        .filter(gathering -> gathering.isIn(object))
                                        .toList())
                                .stream())
                .toList();
        return new Reread(gatherings.stream().map(IncidentSampling::sample).toList(), problems);
    }

    private static Stream<LogObject> objects(List<Wanted> wanted) {
        Map<LogObject, Long> forbidden = wanted.stream()
                .flatMap(Wanted::sources)
                .collect(Collectors.groupingBy(
                        Source::object, LinkedHashMap::new, Collectors.summingLong(Source::forbidden)));
        return forbidden.entrySet().stream()
                .sorted(Map.Entry.<LogObject, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> entry.getKey().identity()))
                .map(Map.Entry::getKey);
    }

    private Optional<String> read(LogObject object, List<IncidentSampling> gatherings) {
        boolean sufficed = excerpts.of(object)
                .filter(excerpt -> areServed(object, excerpt, gatherings))
                .isPresent();
        return sufficed ? Optional.empty() : readAgain(object, gatherings);
    }

    private static boolean areServed(LogObject object, ObjectExcerpt excerpt, List<IncidentSampling> gatherings) {
        List<SamplingState> gathered = gatherings.stream()
                .map(gathering -> gathering.from(excerpt, object))
                .toList();
        boolean suffices = gathered.stream().allMatch(SamplingState::hasEnoughOfObject);
        if (suffices) {
            for (int i = 0; i < gathered.size(); i++) {
                gatherings.get(i).keep(gathered.get(i));
            }
        }
        return suffices;
    }

    private Optional<String> readAgain(LogObject object, List<IncidentSampling> gatherings) {
        if (!hasTime.getAsBoolean()) {
            return Optional.of(object + " was not read again for want of time; the diagnosis goes on without it.");
        }
        try (InputStream stored = store.open(object)) {
            return read(object, stored, gatherings);
        } catch (UnreadableObjectException e) {
            return Optional.of(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            return Optional.of(
                    object + " could not be read again for the diagnosis, which goes on without it: " + e.getMessage());
        }
    }

    private Optional<String> read(LogObject object, InputStream stored, List<IncidentSampling> gatherings) {
        List<SamplingState> gathered =
                gatherings.stream().map(gathering -> gathering.begin(object)).toList();
        Reading reading = reader.read(object, stored, (distribution, line) -> {
            for (int i = 0; i < gathered.size(); i++) {
                gatherings.get(i).visit(distribution, line, gathered.get(i));
            }
        });
        if (reading instanceof Reading.Unreadable unreadable) {
            return Optional.of(unreadable.why());
        }
        if (reading instanceof Reading.NoLog noLog) {
            return Optional.of(noLog.why());
        }
        for (int i = 0; i < gathered.size(); i++) {
            gatherings.get(i).keep(gathered.get(i));
        }
        return Optional.empty();
    }
}
