package why403.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import why403.cause.CauseId;
import why403.cause.Diagnosis;
import why403.cause.ViewerCount;
import why403.diagnosis.Diagnostician;
import why403.history.HourTallies;
import why403.history.StoreException;
import why403.sample.Sample;
import why403.sample.SampleReader;
import why403.sample.SampleReader.Wanted;
import why403.sample.ViewerCounter;
import why403.spike.DueNotice;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.LastReport;
import why403.spike.Transition;

/** Diagnoses the incidents that a step reports. They share one re-read of the log objects. */
final class DiagnosisStep {

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
                .filter(due -> due.event().isLast())
                .map(DueNotice::incident)
                .filter(incident -> diagnosed.stream().noneMatch(subject -> subject.isOf(incident)))
                .map(Subject::whole)
                .toList();
        Map<String, Diagnosis> diagnoses = new HashMap<>();
        Map<String, ViewerCount> viewersAtEnd = new HashMap<>();
        List<SubjectObjects> objects;
        List<Sample> samples;
        try {
            objects = objects(Stream.concat(diagnosed.stream(), over.stream()).toList());
            samples = samples(objects.stream().map(SubjectObjects::wanted).toList());
        } catch (StoreException passing) {
            throw passing; // a minute later, the whole step is repeated, and the notice then has its causes
        } catch (RuntimeException | VirtualMachineError | LinkageError broken) {
            diagnosed.forEach(subject -> diagnoses.put(subject.incident().id(), failed(subject.incident(), broken)));
            return new StepDiagnoses(diagnoses, viewersAtEnd, causesOfFailed);
        }
        for (int i = 0; i < diagnosed.size(); i++) {
            Incident incident = diagnosed.get(i).incident();
            Diagnosis diagnosis = guarded(incident, samples.get(i));
            diagnoses.put(incident.id(), diagnosis.withUnexamined(objects.get(i).unread()));
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

    /** Fetches the tallies of each hour once for all subjects. */
    private List<SubjectObjects> objects(List<Subject> subjects) {
        List<SubjectObjects> objects =
                subjects.stream().map(SubjectObjects::new).toList();
        TreeSet<Long> hours = new TreeSet<>();
        objects.forEach(one -> hours.addAll(one.hours()));
        hours.forEach(hour -> {
            tallies.visit(hour, tally -> objects.forEach(one -> one.add(tally)));
            objects.forEach(SubjectObjects::endHour);
        });
        return objects;
    }
}
