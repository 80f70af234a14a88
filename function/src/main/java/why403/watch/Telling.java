package why403.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import why403.alert.Channel;
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

/** Writes what one step of a distribution came to, scope by scope, and then publishes all that is pending. */
final class Telling {

    private final String distribution;
    private final Incidents incidents;
    private final Channel channel;
    private final List<ScopeIncidents> written = new ArrayList<>();
    private List<Scope> due = List.of();

    Telling(String distribution, Incidents incidents, Channel channel) {
        this.distribution = distribution;
        this.incidents = incidents;
        this.channel = channel;
    }

    /**
     * Stores each scope with what is to be published of it, in one write. A scope whose write is refused was written by
     * somebody else, and is left to them.
     *
     * @param explained of the incidents that something is due of
     */
    void write(List<ScopeIncidents> stored, Transition step, Explained explained, Instant at) {
        Map<Scope, ScopeIncidents> before =
                stored.stream().collect(Collectors.toMap(ScopeIncidents::scope, state -> state));
        Map<Scope, List<Incident>> now = step.incidents().stream()
                .collect(Collectors.groupingBy(Incident::scope, TreeMap::new, Collectors.toList()));
        due = step.due().stream().map(one -> one.incident().scope()).distinct().toList();
        TreeSet<Scope> scopes = new TreeSet<>(before.keySet());
        scopes.addAll(now.keySet());
        for (Scope scope : scopes) {
            ScopeIncidents old = before.getOrDefault(scope, nothing(scope));
            ScopeIncidents state = next(old, now.getOrDefault(scope, List.of()), dueOf(scope, step), explained, at);
            if (state.equals(old) || incidents.write(state)) {
                written.add(state);
            }
        }
    }

    private static List<Due> dueOf(Scope scope, Transition step) {
        return step.due().stream()
                .filter(one -> one.incident().scope().equals(scope))
                .toList();
    }

    private ScopeIncidents nothing(Scope scope) {
        return new ScopeIncidents(distribution, scope, 0, List.of(), "", List.of());
    }

    private ScopeIncidents next(
            ScopeIncidents old, List<Incident> now, List<Due> news, Explained explained, Instant at) {
        List<String> pending = new ArrayList<>(old.pending());
        String told = old.told();
        for (Due one : news) {
            Diagnosis diagnosis = diagnosis(one, told, explained);
            if (one.event() != Event.RESOLVED) {
                told = new Memory().pack(diagnosis);
            }
            RenderedNotice notice =
                    new Renderer().render(new Notice(one.event(), one.incident(), at, one.numbers(), diagnosis));
            pending.add(new Memory().pack(notice));
        }
        return new ScopeIncidents(distribution, old.scope(), old.version(), now, told, pending);
    }

    /** Of the moment; when all is over, the one last told. */
    private Diagnosis diagnosis(Due news, String told, Explained explained) {
        if (news.incident().oneClient()) {
            return Diagnosis.ofOneClient(distribution);
        }
        String id = news.incident().id();
        if (news.event() != Event.RESOLVED) {
            return explained.diagnoses().get(id);
        }
        Diagnosis lastTold = new Memory().unpackDiagnosis(told);
        return lastTold.withClients(explained.clientsAtEnd().getOrDefault(id, lastTold.clients()));
    }

    /** What an earlier pass left pending comes first, then the scopes in the order in which something became due. */
    void publish() {
        written.stream()
                .sorted(Comparator.comparingInt(state -> due.indexOf(state.scope())))
                .forEach(this::publish);
    }

    private void publish(ScopeIncidents state) {
        for (String notice : state.pending()) {
            channel.publish(new Memory().unpackNotice(notice));
            incidents.published(distribution, state.scope().name(), notice);
        }
    }
}
