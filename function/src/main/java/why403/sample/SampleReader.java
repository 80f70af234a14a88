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
import why403.hash.HashKey;
import why403.log.LogReader;
import why403.log.LogStore;
import why403.log.Reading;
import why403.log.UnreadableObjectException;
import why403.tally.Forbidden;
import why403.trigger.LogObject;

/** Takes the samples of incidents from log objects. It reads each object once for all incidents of a pass. */
public final class SampleReader {

    /**
     * An object that contains lines of an incident's scope.
     *
     * @param rule decides which lines are forbidden, as it did when the object was tallied
     * @param forbidden the number of forbidden lines in the incident's time, as tallied; 0 for an object of the time before
     */
    public record Source(LogObject object, Forbidden rule, long forbidden) {}

    /**
     * An incident to take a sample of.
     *
     * @param scope selects the lines of the incident's scope
     * @param from the first second
     * @param to the last second, exclusive
     * @param during the objects that contain its records
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
     * The result of reading the objects.
     *
     * @param samples one for each requested incident, in the same order
     * @param problems one sentence for each object that could not be read again; the samples do not contain its lines
     */
    public record Reread(List<Sample> samples, List<String> problems) {

        public Reread {
            samples = List.copyOf(samples);
            problems = List.copyOf(problems);
        }
    }

    /** Stored bytes of a pass that are read again. To read and unpack a gibibyte takes a function some 40 seconds. */
    private static final long MOST_BYTES = 1L << 30;

    private final LogStore store;
    private final LogReader reader;
    private final ExcerptCache excerpts;
    private final SampleMemory memory;
    private final HashKey seed;
    private final BooleanSupplier hasTime;
    private final ByteBudget budget;

    /**
     * A reader of the objects in this store.
     *
     * @param excerpts used instead of their objects if they contain enough lines
     * @param memory all incidents share it equally
     * @param seed of tables that look up what viewers send; it decides nothing else
     * @param hasTime whether there is time to read another object
     */
    public SampleReader(
            LogStore store,
            LogReader reader,
            ExcerptCache excerpts,
            SampleMemory memory,
            HashKey seed,
            BooleanSupplier hasTime) {
        this.memory = memory;
        this.seed = seed;
        this.hasTime = hasTime;
        this.budget = new ByteBudget(MOST_BYTES);
        this.store = store;
        this.reader = reader;
        this.excerpts = excerpts;
    }

    /** Reads the objects with the most forbidden records first. An object that cannot be read does not affect the others. */
    public Reread read(List<Wanted> wanted) {
        DimensionReader dimensions = new DimensionReader();
        SampleMemory part = memory.part(wanted.size());
        List<IncidentSampling> samplings = wanted.stream()
                .map(one -> new IncidentSampling(one, part, dimensions, seed, excerpts))
                .toList();
        List<String> problems = objects(wanted)
                .flatMap(object ->
                        read(
                                object,
                                samplings.stream()
                                        .filter(sampling -> sampling.isIn(object))
                                        .toList())
                                .stream())
                .toList();
        return new Reread(samplings.stream().map(IncidentSampling::sample).toList(), problems);
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

    private Optional<String> read(LogObject object, List<IncidentSampling> samplings) {
        boolean cacheSuffices = excerpts.of(object)
                .filter(excerpt -> addCached(object, excerpt, samplings))
                .isPresent();
        return cacheSuffices ? Optional.empty() : readAgain(object, samplings);
    }

    private static boolean addCached(LogObject object, ObjectExcerpt excerpt, List<IncidentSampling> samplings) {
        if (!samplings.stream().allMatch(sampling -> sampling.accepts(excerpt, object))) {
            return false;
        }
        List<SamplingState> states = samplings.stream()
                .map(sampling -> sampling.addCached(excerpt, object))
                .toList();
        boolean suffices = states.stream().allMatch(SamplingState::hasEnoughOfObject);
        if (suffices) {
            for (int i = 0; i < states.size(); i++) {
                samplings.get(i).keep(states.get(i));
            }
        }
        return suffices;
    }

    private Optional<String> readAgain(LogObject object, List<IncidentSampling> samplings) {
        if (!hasTime.getAsBoolean()) {
            return Optional.of(
                    object + " was not read again because the time was used up; the diagnosis continues without it.");
        }
        if (budget.isUsedUp()) {
            return Optional.of(object + " was not read again because " + (MOST_BYTES >> 30)
                    + " GiB of other log objects were read again; the diagnosis continues without it.");
        }
        try (InputStream stored = budget.counting(store.open(object))) {
            return read(object, stored, samplings);
        } catch (UnreadableObjectException e) {
            return Optional.of(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            return Optional.of(
                    object + " could not be read again, so the diagnosis continues without it: " + e.getMessage());
        }
    }

    private Optional<String> read(LogObject object, InputStream stored, List<IncidentSampling> samplings) {
        List<SamplingState> states =
                samplings.stream().map(sampling -> sampling.begin(object)).toList();
        Reading reading = reader.read(object, stored, (distribution, line) -> {
            for (int i = 0; i < states.size(); i++) {
                samplings.get(i).visit(distribution, line, states.get(i));
            }
        });
        if (reading instanceof Reading.Unreadable unreadable) {
            return Optional.of(unreadable.why());
        }
        if (reading instanceof Reading.NoLog noLog) {
            return Optional.of(noLog.why());
        }
        for (int i = 0; i < states.size(); i++) {
            samplings.get(i).keep(states.get(i));
        }
        return Optional.empty();
    }
}
