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
import why403.spike.Due;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.Incidents;
import why403.spike.ScopeIncidents;
import why403.spike.Transition;
import why403.tally.Scope;

/** Writes what one step of a distribution came to, with all that is to be published of it, at once. */
final class Telling {

    private final String distribution;
    private final Map<Scope, ScopeIncidents> before;
    private final Transition step;
    private final Explained explained;
    private final Instant at;
    private final Ignored ignored;
    private final List<Packed> due = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** A notice as it is kept until it has left. */
    private record Packed(Scope scope, RenderedNotice notice, String packed) {}

    /**
     * One step's.
     *
     * @param before as it was read before the step
     * @param explained of the incidents that something is due of
     * @param at the newest record that the step rests on
     */
    Telling(
            String distribution,
            List<ScopeIncidents> before,
            Transition step,
            Explained explained,
            Instant at,
            Ignored ignored) {
        this.distribution = distribution;
        this.before = before.stream().collect(Collectors.toMap(ScopeIncidents::scope, state -> state));
        this.step = step;
        this.explained = explained;
        this.at = at;
        this.ignored = ignored;
    }

    /**
     * Stores the scopes that changed, and publishes what is pending: of earlier steps first, then in the order in which
     * it became due.
     *
     * @return whether it was stored, or nothing was to be; if not, nothing of the step came to pass
     */
    boolean write(Incidents incidents, Publishing publishing, Timekeeper time) {
        List<ScopeIncidents> all = next();
        List<ScopeIncidents> changed = changed(all);
        Instant now = time.now();
        if (!changed.isEmpty() && !incidents.write(changed, read(Scope.WHOLE), now)) {
            return false;
        }
        all.stream().filter(state -> !changed.contains(state)).forEach(publishing::claimAndPublish);
        Map<Scope, ScopeIncidents> mine =
                changed.stream().collect(Collectors.toMap(ScopeIncidents::scope, state -> state));
        mine.values().stream()
                .sorted(Comparator.comparing(ScopeIncidents::scope))
                .forEach(state ->
                        read(state.scope()).pending().forEach(packed -> publishing.publish(state, packed, now)));
        due.forEach(one -> publishing.publish(mine.get(one.scope()), one.packed(), now));
        return true;
    }

    /**
     * Where a part of the distribution has an incident that opens, the whole counts as changed too: of two passes that
     * find one trouble in parts of different dimensions the later one then sees what the other told.
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

    /** What became due, in all its forms. */
    List<RenderedNotice> told() {
        return due.stream().map(Packed::notice).toList();
    }

    /** One sentence for each thing that was kept and could not be read. */
    List<String> problems() {
        return problems;
    }

    /** Each due notice is made once, in the order in which it became due; what is told last of a scope is kept. */
    private List<ScopeIncidents> next() {
        Map<Scope, String> told = new HashMap<>();
        step.due().forEach(one -> told.put(one.incident().scope(), render(one, told)));
        Map<Scope, List<Incident>> now = step.incidents().stream()
                .collect(Collectors.groupingBy(Incident::scope, TreeMap::new, Collectors.toList()));
        TreeSet<Scope> scopes = new TreeSet<>(before.keySet());
        scopes.addAll(now.keySet());
        return scopes.stream()
                .map(scope -> next(read(scope), now.getOrDefault(scope, List.of()), told))
                .toList();
    }

    private ScopeIncidents next(ScopeIncidents old, List<Incident> now, Map<Scope, String> told) {
        List<String> pending = new ArrayList<>(old.pending());
        due.stream()
                .filter(one -> one.scope().equals(old.scope()))
                .map(Packed::packed)
                .forEach(pending::add);
        return new ScopeIncidents(
                distribution, old.scope(), old.version(), now, told.getOrDefault(old.scope(), old.told()), pending);
    }

    private ScopeIncidents read(Scope scope) {
        return before.getOrDefault(scope, ScopeIncidents.none(distribution, scope));
    }

    /** Makes a notice; returns what its scope's notices have said then. */
    private String render(Due one, Map<Scope, String> told) {
        Scope scope = one.incident().scope();
        String saidBefore = told.getOrDefault(scope, read(scope).told());
        Optional<ReportedDiagnosis> said = one.event() == Event.OPENED ? Optional.empty() : said(scope, saidBefore);
        Diagnosis diagnosis = diagnosis(one, said);
        Optional<Diagnosis> beforeChange = one.event() == Event.CHANGED ? said.map(ReportedDiagnosis::last) : Optional.empty();
        Notice notice = new Notice(one.event(), one.incident(), at, one.numbers(), diagnosis, beforeChange);
        boolean isIgnored = isIgnored(notice, said);
        RenderedNotice toPeople = new Renderer().render(notice);
        RenderedNotice rendered = isIgnored ? toPeople.toNobody() : toPeople;
        due.add(new Packed(scope, rendered, new IncidentMemory().pack(rendered)));
        return one.event() == Event.RESOLVED ? saidBefore : new IncidentMemory().pack(saidNow(diagnosis, isIgnored, said));
    }

    /** Whoever knows of an incident is told its end, and nobody else. */
    private boolean isIgnored(Notice notice, Optional<ReportedDiagnosis> said) {
        if (notice.event() == Event.RESOLVED && said.isPresent()) {
            return notice.alerts() && said.get().told().isEmpty();
        }
        return notice.alerts() && ignored.ignores(notice);
    }

    private static ReportedDiagnosis saidNow(Diagnosis diagnosis, boolean isIgnored, Optional<ReportedDiagnosis> before) {
        if (!isIgnored) {
            return ReportedDiagnosis.toPeople(diagnosis);
        }
        return before.map(said -> said.thenToNobody(diagnosis)).orElseGet(() -> ReportedDiagnosis.toNobody(diagnosis));
    }

    /** What another release wrote is not worth more than the news that an incident is over. */
    private Optional<ReportedDiagnosis> said(Scope scope, String packed) {
        if (packed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IncidentMemory().unpackReported(packed));
        } catch (IllegalArgumentException unreadable) {
            problems.add("What was last told of " + scope.name() + " of " + distribution
                    + " cannot be read, so that its notice goes without: " + Problems.of(unreadable));
            return Optional.empty();
        }
    }

    /** Of the moment; when all is over, the one last told. */
    private Diagnosis diagnosis(Due news, Optional<ReportedDiagnosis> said) {
        if (news.incident().oneClient()) {
            return Diagnosis.ofOneClient(distribution);
        }
        String id = news.incident().id();
        if (news.event() != Event.RESOLVED) {
            return explained.diagnoses().get(id);
        }
        Diagnosis told =
                said.map(one -> one.told().orElse(one.last())).orElseGet(() -> Diagnosis.ofNothing(distribution));
        return told.withViewers(explained.viewersAtEnd().getOrDefault(id, told.viewers()));
    }
}
