package why403.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import why403.alert.Channel;
import why403.alert.Memory;
import why403.alert.Notice;
import why403.alert.RenderedNotice;
import why403.alert.Renderer;
import why403.diagnosis.Diagnosis;
import why403.history.DistributionTraffic;
import why403.history.HourSum;
import why403.history.Tallies;
import why403.history.Traffic;
import why403.spike.Due;
import why403.spike.Event;
import why403.spike.Incident;
import why403.spike.IncidentMachine;
import why403.spike.Incidents;
import why403.spike.ScopeIncidents;
import why403.spike.Transition;
import why403.tally.Scope;
import why403.tally.Tally;

/**
 * One pass over one distribution, in this order: sums, rule, diagnosis of what would be told, one conditional write a
 * scope, publish, clear. Dying anywhere in between loses nothing: what was written is published by a later pass.
 */
final class Pass {

    private static final long SECONDS_IN_MINUTE = 60;
    private static final long MINUTES_IN_HOUR = 60;

    /** The baseline looks at the same hours of seven days. */
    private static final long HOURS_OF_HISTORY = 7 * 24 + 1;

    private final String distribution;
    private final Tallies tallies;
    private final Incidents incidents;
    private final IncidentMachine machine;
    private final Channel channel;
    private final Explaining explaining;
    private final Renderer renderer = new Renderer();
    private final Memory memory = new Memory();

    Pass(
            String distribution,
            Tallies tallies,
            Incidents incidents,
            IncidentMachine machine,
            Channel channel,
            Explaining explaining) {
        this.distribution = distribution;
        this.tallies = tallies;
        this.incidents = incidents;
        this.machine = machine;
        this.channel = channel;
        this.explaining = explaining;
    }

    /**
     * Walks these minutes.
     *
     * @param minutes since the epoch, at least one
     * @param newest the newest record that was tallied with them
     * @return one sentence for each thing that went wrong and cost only itself
     */
    List<String> over(SortedSet<Long> minutes, Instant newest) {
        Map<Scope, ScopeIncidents> stored = incidents.of(distribution).stream()
                .collect(Collectors.toMap(ScopeIncidents::scope, state -> state, (one, two) -> one, TreeMap::new));
        List<Incident> before = stored.values().stream()
                .flatMap(state -> state.incidents().stream())
                .sorted(Comparator.comparing(Incident::opened).thenComparing(Incident::scope))
                .toList();
        OptionalLong newestBefore = tallies.newestMinute(distribution);
        sumUp(minutes);
        Transition transition = machine.step(distribution, traffic(minutes, before), minutes, newestBefore, before);
        Map<String, Diagnosis> explained = explaining.explain(transition.due());
        write(transition, stored, explained, newest).forEach(this::publish);
        tallies.putNewestMinute(distribution, minutes.last());
        return explaining.problems();
    }

    private void sumUp(SortedSet<Long> minutes) {
        minutes.stream()
                .map(Pass::hourOf)
                .distinct()
                .forEach(hour -> tallies.putSum(HourSum.of(distribution, hour, tallies.of(distribution, hour))));
    }

    /** To the minute from an hour before the first minute that is walked or that an open incident holds. */
    private Traffic traffic(SortedSet<Long> minutes, List<Incident> before) {
        long first = before.stream()
                .filter(Incident::isOpen)
                .mapToLong(incident -> incident.from().getEpochSecond() / SECONDS_IN_MINUTE)
                .reduce(minutes.first(), Math::min);
        long last = Math.max(minutes.last(), tallies.newestMinute(distribution).orElse(minutes.last()));
        List<Tally> detailed = LongStream.rangeClosed(hourOf(first) - 1, hourOf(last))
                .boxed()
                .flatMap(hour -> tallies.of(distribution, hour).stream())
                .toList();
        return new DistributionTraffic(
                detailed, tallies.sums(distribution, hourOf(first) - HOURS_OF_HISTORY, hourOf(last)));
    }

    /** Returns the scopes with something to publish, as they were stored, in the order of what is due. */
    private List<Scope> write(
            Transition transition, Map<Scope, ScopeIncidents> stored, Map<String, Diagnosis> explained, Instant at) {
        Map<Scope, List<Due>> due = transition.due().stream()
                .collect(Collectors.groupingBy(one -> one.incident().scope(), LinkedHashMap::new, Collectors.toList()));
        Map<Scope, List<Incident>> now = transition.incidents().stream()
                .collect(Collectors.groupingBy(Incident::scope, TreeMap::new, Collectors.toList()));
        TreeSet<Scope> all = new TreeSet<>(stored.keySet());
        all.addAll(now.keySet());
        List<Scope> written = new ArrayList<>(due.keySet());
        for (Scope scope : all) {
            ScopeIncidents old = stored.getOrDefault(scope, nothing(scope));
            ScopeIncidents state =
                    next(old, now.getOrDefault(scope, List.of()), due.getOrDefault(scope, List.of()), explained, at);
            if (!state.equals(old) && !incidents.write(state)) {
                written.remove(scope);
            }
        }
        return written;
    }

    private ScopeIncidents nothing(Scope scope) {
        return new ScopeIncidents(distribution, scope, 0, List.of(), "", List.of());
    }

    private ScopeIncidents next(
            ScopeIncidents old, List<Incident> now, List<Due> due, Map<String, Diagnosis> explained, Instant at) {
        List<String> pending = new ArrayList<>(old.pending());
        String told = old.told();
        for (Due one : due) {
            Diagnosis diagnosis = diagnosis(one, told, explained);
            if (one.event() != Event.RESOLVED) {
                told = memory.pack(diagnosis);
            }
            RenderedNotice notice =
                    renderer.render(new Notice(one.event(), one.incident(), at, one.numbers(), diagnosis));
            pending.add(memory.pack(notice));
        }
        return new ScopeIncidents(distribution, old.scope(), old.version(), now, told, pending);
    }

    /** Of the moment; when all is over, the one last told. */
    private Diagnosis diagnosis(Due due, String told, Map<String, Diagnosis> explained) {
        if (due.incident().oneClient()) {
            return Diagnosis.ofOneClient(distribution);
        }
        return due.event() == Event.RESOLVED && !told.isEmpty()
                ? memory.unpackDiagnosis(told)
                : explained.get(due.incident().id());
    }

    private void publish(Scope scope) {
        incidents.of(distribution).stream()
                .filter(state -> state.scope().equals(scope))
                .flatMap(state -> state.pending().stream())
                .forEach(notice -> {
                    channel.publish(memory.unpackNotice(notice));
                    incidents.published(distribution, scope.name(), notice);
                });
    }

    private static long hourOf(long minute) {
        return Math.floorDiv(minute, MINUTES_IN_HOUR);
    }
}
