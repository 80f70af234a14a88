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

    private final SampleReader samples;
    private final Diagnostician diagnostician;
    private final Tallies tallies;
    private final List<String> problems = new ArrayList<>();

    Explaining(SampleReader samples, Diagnostician diagnostician, Tallies tallies) {
        this.samples = samples;
        this.diagnostician = diagnostician;
        this.tallies = tallies;
    }

    /** By incident id, a diagnosis of each incident of which something other than its end is due. */
    Map<String, Diagnosis> explain(List<Due> due) {
        List<Due> told = due.stream()
                .filter(one -> one.event() != Event.RESOLVED && !one.incident().oneClient())
                .toList();
        if (told.isEmpty()) {
            return Map.of();
        }
        SampleReader.Reread reread =
                samples.read(told.stream().map(Due::incident).map(this::wanted).toList());
        problems.addAll(reread.problems());
        Map<String, Diagnosis> explained = new HashMap<>();
        for (int i = 0; i < told.size(); i++) {
            Incident incident = told.get(i).incident();
            Diagnosis diagnosis = diagnostician.diagnose(
                    incident.distributionId(), reread.samples().get(i), incident.usualRate());
            problems.addAll(diagnosis.problems());
            explained.put(incident.id(), diagnosis);
        }
        return explained;
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
