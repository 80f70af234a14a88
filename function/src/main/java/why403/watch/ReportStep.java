package why403.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import why403.alert.Ignored;
import why403.alert.IncidentMemory;
import why403.alert.Notice;
import why403.alert.RenderedNotice;
import why403.alert.Renderer;
import why403.alert.ReportedDiagnosis;
import why403.cause.Diagnosis;
import why403.spike.DueNotice;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.Incidents;
import why403.spike.ScopeIncidents;
import why403.spike.Transition;
import why403.tally.Scope;

/**
 * Reports one step of a distribution: renders the due notices, stores them together with the incidents in one write, and
 * publishes them. Use an object once.
 */
final class ReportStep {

    private final String distribution;
    private final Map<Scope, ScopeIncidents> before;
    private final Transition step;
    private final StepDiagnoses diagnoses;
    private final Instant at;
    private final Ignored ignored;
    private final Renderer renderer;
    private final List<Packed> due = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** A notice in the form in which it is stored until it is published. */
    private record Packed(Scope scope, RenderedNotice notice, String packed) {}

    /**
     * The report of one step.
     *
     * @param before the states as they were read before the step
     * @param diagnoses of the incidents that have due notices
     * @param at the newest record of the step
     */
    ReportStep(
            String distribution,
            List<ScopeIncidents> before,
            Transition step,
            StepDiagnoses diagnoses,
            Instant at,
            WatchOptions options) {
        this.distribution = distribution;
        this.before = before.stream().collect(Collectors.toMap(ScopeIncidents::scope, state -> state));
        this.step = step;
        this.diagnoses = diagnoses;
        this.at = at;
        this.ignored = options.ignored();
        this.renderer = new Renderer(options.links());
    }

    /**
     * Stores the scopes that changed and publishes the pending notices: those of earlier steps first, then those of this
     * step in the order in which they became due.
     *
     * @return whether the step was stored or had nothing to store; if not, the step must be discarded
     */
    boolean write(Incidents incidents, NoticePublisher publisher, Timekeeper time) {
        List<ScopeIncidents> all = next();
        List<ScopeIncidents> changed = changed(all);
        Instant now = time.now();
        if (!changed.isEmpty() && !incidents.write(changed, read(Scope.WHOLE), now)) {
            return false;
        }
        all.stream().filter(state -> !changed.contains(state)).forEach(publisher::claimAndPublish);
        Map<Scope, ScopeIncidents> mine =
                changed.stream().collect(Collectors.toMap(ScopeIncidents::scope, state -> state));
        mine.values().stream()
                .sorted(Comparator.comparing(ScopeIncidents::scope))
                .forEach(state ->
                        read(state.scope()).pending().forEach(packed -> publisher.publish(state, packed, now)));
        due.forEach(one -> publisher.publish(mine.get(one.scope()), one.packed(), now));
        return true;
    }

    /**
     * When an incident opens in a narrower scope, the whole distribution counts as changed too. If two passes find the
     * same problem in scopes of different dimensions, the later one then sees the notice of the other.
     */
    private List<ScopeIncidents> changed(List<ScopeIncidents> all) {
        List<ScopeIncidents> changed = new ArrayList<>(
                all.stream().filter(state -> !state.equals(read(state.scope()))).toList());
        boolean wholeIsAmong = changed.stream().anyMatch(state -> state.scope().equals(Scope.WHOLE));
        if (!wholeIsAmong && step.due().stream().anyMatch(one -> one.event() == Event.OPENED)) {
            changed.add(read(Scope.WHOLE));
        }
        return changed;
    }

    /** The due notices, in all their forms. */
    List<RenderedNotice> notices() {
        return due.stream().map(Packed::notice).toList();
    }

    /** One sentence for each stored text that could not be read. */
    List<String> problems() {
        return problems;
    }

    /** Renders each due notice once, in the order in which it became due, and keeps the last report of each scope. */
    private List<ScopeIncidents> next() {
        Map<Scope, String> reported = new HashMap<>();
        step.due().forEach(one -> reported.put(one.incident().scope(), render(one, reported)));
        Map<Scope, List<Incident>> now = step.incidents().stream()
                .collect(Collectors.groupingBy(Incident::scope, TreeMap::new, Collectors.toList()));
        TreeSet<Scope> scopes = new TreeSet<>(before.keySet());
        scopes.addAll(now.keySet());
        return scopes.stream()
                .map(scope -> next(read(scope), now.getOrDefault(scope, List.of()), reported))
                .toList();
    }

    private ScopeIncidents next(ScopeIncidents old, List<Incident> now, Map<Scope, String> reported) {
        List<String> pending = new ArrayList<>(old.pending());
        due.stream()
                .filter(one -> one.scope().equals(old.scope()))
                .map(Packed::packed)
                .forEach(pending::add);
        return new ScopeIncidents(
                distribution,
                old.scope(),
                old.version(),
                now,
                reported.getOrDefault(old.scope(), old.reportedCauses()),
                pending);
    }

    private ScopeIncidents read(Scope scope) {
        return before.getOrDefault(scope, ScopeIncidents.none(distribution, scope));
    }

    /** Renders a notice; returns what the notices of its scope have reported then. */
    private String render(DueNotice one, Map<Scope, String> reported) {
        Scope scope = one.incident().scope();
        String saidBefore = reported.getOrDefault(scope, read(scope).reportedCauses());
        Optional<ReportedDiagnosis> said = one.event() == Event.OPENED ? Optional.empty() : said(scope, saidBefore);
        Diagnosis diagnosis = diagnosis(one, said);
        Optional<Diagnosis> beforeChange =
                one.event() == Event.CHANGED ? said.map(ReportedDiagnosis::last) : Optional.empty();
        Notice notice =
                new Notice(one.event(), one.incident(), at, one.numbers(), diagnosis, beforeChange, one.diagnosed());
        boolean isIgnored = isIgnored(notice, said);
        RenderedNotice toPeople = renderer.render(notice);
        RenderedNotice rendered = isIgnored ? toPeople.toNobody() : toPeople;
        due.add(new Packed(scope, rendered, new IncidentMemory().pack(rendered)));
        return one.event().isLast() ? saidBefore : new IncidentMemory().pack(saidNow(diagnosis, isIgnored, said));
    }

    /** People who know of an incident get the notice of its end, and nobody else does. */
    private boolean isIgnored(Notice notice, Optional<ReportedDiagnosis> said) {
        if (notice.event().isLast() && said.isPresent()) {
            return notice.alerts() && said.get().lastSent().isEmpty();
        }
        return notice.alerts() && ignored.ignores(notice);
    }

    private static ReportedDiagnosis saidNow(
            Diagnosis diagnosis, boolean isIgnored, Optional<ReportedDiagnosis> before) {
        if (!isIgnored) {
            return ReportedDiagnosis.toPeople(diagnosis);
        }
        return before.map(said -> said.thenToNobody(diagnosis)).orElseGet(() -> ReportedDiagnosis.toNobody(diagnosis));
    }

    /** The notice that an incident is over matters more than a text of another release that cannot be read. */
    private Optional<ReportedDiagnosis> said(Scope scope, String packed) {
        if (packed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IncidentMemory().unpackReported(packed));
        } catch (IllegalArgumentException unreadable) {
            problems.add("The last report of " + scope.name() + " of " + distribution
                    + " cannot be read, so its notice is sent without it: " + ErrorMessages.of(unreadable));
            return Optional.empty();
        }
    }

    /** The present diagnosis; for the end of an incident, the one last reported. */
    private Diagnosis diagnosis(DueNotice due, Optional<ReportedDiagnosis> said) {
        if (due.incident().oneClient()) {
            return Diagnosis.ofOneClient(distribution);
        }
        String id = due.incident().id();
        if (!due.event().isLast()) {
            return diagnoses.diagnoses().get(id);
        }
        Diagnosis reported =
                said.map(one -> one.lastSent().orElse(one.last())).orElseGet(() -> Diagnosis.ofNothing(distribution));
        return reported.withViewers(diagnoses.viewersAtEnd().getOrDefault(id, reported.viewers()));
    }
}
