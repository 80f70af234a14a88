package why403.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import why403.cause.CauseId;
import why403.cause.Diagnosis;
import why403.cause.ViewerCount;
import why403.diagnosis.Diagnostician;
import why403.sample.Sample;
import why403.sample.SampleReader;
import why403.sample.SampleReader.Source;
import why403.sample.SampleReader.Wanted;
import why403.sample.ViewerCounter;
import why403.spike.DueNotice;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.LastReport;
import why403.spike.Transition;
import why403.tally.Forbidden;
import why403.tally.ScopeFilter;
import why403.tally.ScopeTally;
import why403.tally.Tally;
import why403.trigger.LogObject;

/** Diagnoses the incidents that a step reports. They share one re-read of the log objects. */
final class DiagnosisStep {

    private static final Duration BEFORE = Duration.ofHours(3);
    private static final int MOST_OBJECTS_BEFORE = 6;

    /** An object takes about 50 ms to fetch and unpack, and an invocation has minutes. */
    private static final int MOST_OBJECTS_DURING = 500;

    private static final Comparator<Source> MOST_FIRST = Comparator.comparingLong(Source::forbidden)
            .reversed()
            .thenComparing(source -> source.object().identity());
    private static final long SECONDS_IN_MINUTE = 60;

    /** An incident, and the part of its time to diagnose. */
    private record Subject(Incident incident, Instant from, Instant to) {

        Instant last() {
            return to.minusSeconds(1);
        }

        static Subject whole(Incident incident) {
            return new Subject(incident, incident.from(), incident.to());
        }

        boolean isOf(Incident other) {
            return incident.id().equals(other.id());
        }
    }

    /**
     * What to read for a subject.
     *
     * @param unread forbidden requests in the objects that are not read because there are too many objects
     */
    private record Reading(Wanted wanted, long unread) {}

    private final SampleReader sampleReader;
    private final Diagnostician diagnostician;
    private final HourTallies tallies;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> causesOfFailed = new HashMap<>();

    DiagnosisStep(SampleReader sampleReader, Diagnostician diagnostician, HourTallies tallies) {
        this.sampleReader = sampleReader;
        this.diagnostician = diagnostician;
        this.tallies = tallies;
    }

    /** Diagnoses each new incident and the last minutes of each recheck, and counts the clients of each ended incident. */
    StepDiagnoses diagnose(Transition step) {
        List<Subject> diagnosed = Stream.concat(
                        ordinary(step)
                                .filter(due -> due.event() == Event.OPENED)
                                .map(due -> Subject.whole(due.incident())),
                        step.rechecks().stream()
                                .map(recheck -> new Subject(recheck.incident(), recheck.from(), recheck.to())))
                .toList();
        List<Subject> over = ordinary(step)
                .filter(due -> due.event() == Event.RESOLVED)
                .map(DueNotice::incident)
                .filter(incident -> diagnosed.stream().noneMatch(subject -> subject.isOf(incident)))
                .map(Subject::whole)
                .toList();
        List<Reading> readings = Stream.concat(diagnosed.stream(), over.stream())
                .map(this::reading)
                .toList();
        Map<String, Diagnosis> diagnoses = new HashMap<>();
        Map<String, ViewerCount> viewersAtEnd = new HashMap<>();
        List<Sample> samples;
        try {
            samples = samples(readings.stream().map(Reading::wanted).toList());
        } catch (RuntimeException | VirtualMachineError | LinkageError broken) {
            diagnosed.forEach(subject -> diagnoses.put(subject.incident().id(), failed(subject.incident(), broken)));
            return new StepDiagnoses(diagnoses, viewersAtEnd, causesOfFailed);
        }
        for (int i = 0; i < diagnosed.size(); i++) {
            Incident incident = diagnosed.get(i).incident();
            Diagnosis diagnosis = guarded(incident, samples.get(i));
            diagnoses.put(
                    incident.id(), diagnosis.withUnexamined(readings.get(i).unread()));
        }
        for (int i = 0; i < over.size(); i++) {
            Sample sample = samples.get(diagnosed.size() + i);
            viewersAtEnd.put(over.get(i).incident().id(), ViewerCounter.of(sample));
        }
        return new StepDiagnoses(diagnoses, viewersAtEnd, causesOfFailed);
    }

    /** A diagnosis that fails does not stop the notice: people learn of the incident, and that it was not diagnosed. */
    private Diagnosis guarded(Incident incident, Sample sample) {
        try {
            return diagnose(incident, sample);
        } catch (RuntimeException | VirtualMachineError | LinkageError broken) {
            return failed(incident, broken);
        }
    }

    private Diagnosis failed(Incident incident, Throwable broken) {
        problems.add("The incident " + incident.id() + " could not be diagnosed, so its notice names no cause: "
                + ErrorMessages.of(broken));
        causesOfFailed.put(
                incident.id(),
                incident.lastReport().flatMap(LastReport::mainCause).orElse(CauseId.UNEXPLAINED.id()));
        return Diagnosis.ofFailure(incident.distributionId());
    }

    private static Stream<DueNotice> ordinary(Transition step) {
        return step.due().stream().filter(due -> !due.incident().oneClient());
    }

    private List<Sample> samples(List<Wanted> wanted) {
        SampleReader.Reread reread = sampleReader.read(wanted);
        problems.addAll(reread.problems());
        return reread.samples();
    }

    private Diagnosis diagnose(Incident incident, Sample sample) {
        Diagnosis diagnosis =
                diagnostician.diagnose(incident.distributionId(), incident.from(), sample, incident.usualRate());
        problems.addAll(diagnosis.problems());
        return diagnosis;
    }

    /** One sentence for each object or check that failed. The others are not affected. */
    List<String> problems() {
        return problems;
    }

    private Reading reading(Subject subject) {
        Incident incident = subject.incident();
        List<Source> during = sources(tallies.between(subject.from(), subject.last()), subject).stream()
                .sorted(MOST_FIRST)
                .toList();
        Wanted wanted = new Wanted(
                incident.distributionId(),
                new ScopeFilter(incident.scope())::matches,
                subject.from(),
                subject.to(),
                during.stream().limit(MOST_OBJECTS_DURING).toList(),
                evenly(sources(tallies.between(incident.from().minus(BEFORE), incident.from()), subject)));
        long unread = during.stream()
                .skip(MOST_OBJECTS_DURING)
                .mapToLong(Source::forbidden)
                .sum();
        return new Reading(wanted, unread);
    }

    private static List<Source> sources(Stream<Tally> tallies, Subject subject) {
        Map<LogObject, Source> byObject = new LinkedHashMap<>();
        tallies.forEach(tally -> byObject.merge(
                tally.object(),
                new Source(tally.object(), Forbidden.under(tally.mapping()), forbidden(tally, subject)),
                (one, two) -> new Source(one.object(), two.rule(), one.forbidden() + two.forbidden())));
        return List.copyOf(byObject.values());
    }

    /** How many of a tally's forbidden requests belong to the subject. */
    private static long forbidden(Tally tally, Subject subject) {
        return Optional.ofNullable(tally.scopes().get(subject.incident().scope()))
                .map(counts -> tally.minutes().subSet(minuteOf(subject.from()), minuteOf(subject.to())).stream()
                        .mapToLong(minute -> counts.minute(Math.floorMod(minute, ScopeTally.MINUTES))
                                .forbidden())
                        .sum())
                .orElse(0L);
    }

    private static long minuteOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS_IN_MINUTE);
    }

    /** The time before the incident is sampled: some of its objects, spread over the three hours. */
    private static List<Source> evenly(List<Source> sources) {
        int taken = Math.min(MOST_OBJECTS_BEFORE, sources.size());
        return LongStream.range(0, taken)
                .mapToObj(i -> sources.get((int) (i * sources.size() / taken)))
                .toList();
    }
}
