package why403.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import why403.alert.Memory;
import why403.alert.Notice;
import why403.alert.RenderedNotice;
import why403.alert.Renderer;
import why403.diagnosis.Diagnosis;
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
    private final List<RenderedNotice> told = new ArrayList<>();

    /**
     * One step's.
     *
     * @param before as it was read before the step
     * @param explained of the incidents that something is due of
     * @param at the newest record that the step rests on
     */
    Telling(String distribution, List<ScopeIncidents> before, Transition step, Explained explained, Instant at) {
        this.distribution = distribution;
        this.before = before.stream().collect(Collectors.toMap(ScopeIncidents::scope, state -> state));
        this.step = step;
        this.explained = explained;
        this.at = at;
    }

    /**
     * Stores the scopes that changed, and publishes what is pending: of an earlier step first, then in the order in
     * which it became due.
     *
     * @return whether it was stored, or nothing was to be; if not, nothing of the step came to pass
     */
    boolean write(Incidents incidents, Publishing publishing, Instant now) {
        List<ScopeIncidents> all = next();
        List<ScopeIncidents> changed =
                all.stream().filter(state -> !state.equals(read(state.scope()))).toList();
        if (!changed.isEmpty() && !incidents.write(changed, read(Scope.WHOLE), now)) {
            return false;
        }
        all.stream().sorted(Comparator.comparingInt(this::turn)).forEach(state -> {
            if (changed.contains(state)) {
                publishing.publish(state);
            } else {
                publishing.claimAndPublish(state, now);
            }
        });
        return true;
    }

    /** What became due, in all its forms. */
    List<RenderedNotice> told() {
        return told;
    }

    private int turn(ScopeIncidents state) {
        return step.due().stream()
                .map(one -> one.incident().scope())
                .distinct()
                .toList()
                .indexOf(state.scope());
    }

    private List<ScopeIncidents> next() {
        Map<Scope, List<Incident>> now = step.incidents().stream()
                .collect(Collectors.groupingBy(Incident::scope, TreeMap::new, Collectors.toList()));
        TreeSet<Scope> scopes = new TreeSet<>(before.keySet());
        scopes.addAll(now.keySet());
        return scopes.stream()
                .map(scope -> next(read(scope), now.getOrDefault(scope, List.of())))
                .toList();
    }

    private ScopeIncidents read(Scope scope) {
        return before.getOrDefault(scope, ScopeIncidents.none(distribution, scope));
    }

    private ScopeIncidents next(ScopeIncidents old, List<Incident> now) {
        List<String> pending = new ArrayList<>(old.pending());
        String toldLast = old.told();
        for (Due one : dueOf(old.scope())) {
            Diagnosis diagnosis = diagnosis(one, toldLast);
            Optional<Diagnosis> before = one.event() == Event.CHANGED
                    ? Optional.of(new Memory().unpackDiagnosis(toldLast))
                    : Optional.empty();
            if (one.event() != Event.RESOLVED) {
                toldLast = new Memory().pack(diagnosis);
            }
            RenderedNotice notice = new Renderer()
                    .render(new Notice(one.event(), one.incident(), at, one.numbers(), diagnosis, before));
            told.add(notice);
            pending.add(new Memory().pack(notice));
        }
        return new ScopeIncidents(distribution, old.scope(), old.version(), now, toldLast, pending);
    }

    private List<Due> dueOf(Scope scope) {
        return step.due().stream()
                .filter(one -> one.incident().scope().equals(scope))
                .toList();
    }

    /** Of the moment; when all is over, the one last told. */
    private Diagnosis diagnosis(Due news, String toldLast) {
        if (news.incident().oneClient()) {
            return Diagnosis.ofOneClient(distribution);
        }
        String id = news.incident().id();
        if (news.event() != Event.RESOLVED) {
            return explained.diagnoses().get(id);
        }
        Diagnosis lastTold = new Memory().unpackDiagnosis(toldLast);
        return lastTold.withClients(explained.clientsAtEnd().getOrDefault(id, lastTold.clients()));
    }
}
