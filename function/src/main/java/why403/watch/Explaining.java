package why403.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import why403.diagnosis.Diagnosis;
import why403.diagnosis.Diagnostician;
import why403.diagnosis.Sample;
import why403.diagnosis.SampleReader;
import why403.diagnosis.SampleReader.Source;
import why403.diagnosis.SampleReader.Wanted;
import why403.history.Tallies;
import why403.spike.Due;
import why403.spike.Event;
import why403.spike.Incident;
import why403.tally.Forbidden;
import why403.tally.ScopeFilter;
import why403.tally.ScopeTally;
import why403.tally.Tally;
import why403.trigger.LogObject;

/** Diagnoses what a pass would tell; its incidents share one re-read of the log objects. */
final class Explaining {

    private static final Duration BEFORE = Duration.ofHours(3);
    private static final int MOST_OBJECTS_BEFORE = 6;
    private static final long SECONDS_IN_MINUTE = 60;
    private static final long SECONDS_IN_HOUR = 3600;

    private final SampleReader sampleReader;
    private final Diagnostician diagnostician;
    private final Tallies tallies;
    private final List<String> problems = new ArrayList<>();

    Explaining(SampleReader sampleReader, Diagnostician diagnostician, Tallies tallies) {
        this.sampleReader = sampleReader;
        this.diagnostician = diagnostician;
        this.tallies = tallies;
    }

    /** Diagnoses what begins, and counts the clients of what ends. */
    Explained explain(List<Due> due) {
        List<Due> told = due.stream()
                .filter(one -> one.event() != Event.RESOLVED && !one.incident().oneClient())
                .toList();
        List<Due> over = due.stream()
                .filter(one -> !one.incident().oneClient())
                .filter(one -> told.stream().noneMatch(opened -> isSame(opened, one)))
                .toList();
        List<Sample> samples = samples(Stream.concat(told.stream(), over.stream())
                .map(Due::incident)
                .map(this::wanted)
                .toList());
        Map<String, Diagnosis> diagnoses = new HashMap<>();
        for (int i = 0; i < told.size(); i++) {
            Incident incident = told.get(i).incident();
            diagnoses.put(incident.id(), diagnose(incident, samples.get(i)));
        }
        Map<String, String> clientsAtEnd = new HashMap<>();
        for (int i = 0; i < over.size(); i++) {
            clientsAtEnd.put(over.get(i).incident().id(), Diagnostician.clients(samples.get(told.size() + i)));
        }
        return new Explained(diagnoses, clientsAtEnd);
    }

    private static boolean isSame(Due one, Due other) {
        return one.incident().id().equals(other.incident().id());
    }

    private List<Sample> samples(List<Wanted> wanted) {
        SampleReader.Reread reread = sampleReader.read(wanted);
        problems.addAll(reread.problems());
        return reread.samples();
    }

    private Diagnosis diagnose(Incident incident, Sample sample) {
        Diagnosis diagnosis = diagnostician.diagnose(incident.distributionId(), sample, incident.usualRate());
        problems.addAll(diagnosis.problems());
        return diagnosis;
    }

    /** One sentence for each object or check that failed, and cost only itself. */
    List<String> problems() {
        return problems;
    }

    private Wanted wanted(Incident incident) {
        Instant last = incident.to().minusSeconds(1);
        return new Wanted(
                incident.distributionId(),
                new ScopeFilter(incident.scope())::matches,
                incident.from(),
                incident.to(),
                sources(tallies(incident.distributionId(), incident.from(), last), incident),
                evenly(sources(
                        tallies(incident.distributionId(), incident.from().minus(BEFORE), incident.from()), incident)));
    }

    private Stream<Tally> tallies(String distribution, Instant first, Instant last) {
        return LongStream.rangeClosed(hourOf(first), hourOf(last))
                .boxed()
                .flatMap(hour -> tallies.of(distribution, hour).stream());
    }

    private static List<Source> sources(Stream<Tally> tallies, Incident incident) {
        Map<LogObject, Source> byObject = new LinkedHashMap<>();
        tallies.forEach(tally -> byObject.merge(
                tally.object(),
                new Source(tally.object(), Forbidden.under(tally.mapping()), forbidden(tally, incident)),
                (one, two) -> new Source(one.object(), two.rule(), one.forbidden() + two.forbidden())));
        return List.copyOf(byObject.values());
    }

    /** How many of a tally's forbidden requests are the incident's. */
    private static long forbidden(Tally tally, Incident incident) {
        return Optional.ofNullable(tally.scopes().get(incident.scope()))
                .map(counts -> tally.minutes().subSet(minuteOf(incident.from()), minuteOf(incident.to())).stream()
                        .mapToLong(minute -> counts.minute(Math.floorMod(minute, ScopeTally.MINUTES))
                                .forbidden())
                        .sum())
                .orElse(0L);
    }

    private static long minuteOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS_IN_MINUTE);
    }

    /** The time before is sampled: some objects of it, spread over the three hours. */
    private static List<Source> evenly(List<Source> sources) {
        int taken = Math.min(MOST_OBJECTS_BEFORE, sources.size());
        return LongStream.range(0, taken)
                .mapToObj(i -> sources.get((int) (i * sources.size() / taken)))
                .toList();
    }

    private static long hourOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS_IN_HOUR);
    }
}
