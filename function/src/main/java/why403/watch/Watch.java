package why403.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import why403.account.Account;
import why403.alert.Channel;
import why403.diagnosis.Diagnostician;
import why403.diagnosis.Excerpts;
import why403.diagnosis.SampleReader;
import why403.history.DistributionState;
import why403.history.Tallies;
import why403.log.LogReader;
import why403.log.LogStore;
import why403.spike.IncidentMachine;
import why403.spike.Incidents;
import why403.spike.ScopeIncidents;
import why403.tally.Horizon;
import why403.trigger.LogObject;

/** The two verbs. One of these serves one event. */
public final class Watch {

    private static final long SECONDS_IN_MINUTE = 60;

    private final LogStore store;
    private final LogReader reader;
    private final Tallies tallies;
    private final Incidents incidents;
    private final ErrorMappings mappings;
    private final Diagnostician diagnostician;
    private final Channel channel;
    private final IncidentMachine machine;
    private final Excerpts excerpts = new Excerpts(Runtime.getRuntime().maxMemory());

    /**
     * Over these ports.
     *
     * @param mappings of the same account; what it remembers may serve later events
     * @param otherDistributions finds a distribution's id by its domain name where the account's list does not
     */
    public Watch(
            LogStore store,
            Tallies tallies,
            Incidents incidents,
            Account account,
            ErrorMappings mappings,
            Function<String, Optional<String>> otherDistributions,
            Channel channel,
            IncidentMachine machine) {
        this.store = store;
        this.reader = new LogReader(new DistributionsByHost(account, otherDistributions));
        this.tallies = tallies;
        this.incidents = incidents;
        this.mappings = mappings;
        this.diagnostician = new Diagnostician(account);
        this.channel = channel;
        this.machine = machine;
    }

    /**
     * Tallies objects, in this order. What cannot be read or stored is said, and costs only itself; of all else every
     * tally is stored and marked when this returns.
     *
     * @param horizon the times that are counted
     * @param now by the clock
     */
    public Tallied tally(List<LogObject> objects, Horizon horizon, Instant now) {
        return new Tallying(store, reader, tallies, mappings, excerpts, now).tally(objects, horizon);
    }

    /** Watches, of the distributions that were tallied, those that nobody watched within the last minute. */
    public Watched watchUnlessJustDone(Tallied tallied, Instant now) {
        return tallied.newest().entrySet().stream()
                .map(entry -> guarded(
                        entry.getKey(),
                        () -> tallies.claim(entry.getKey(), now)
                                ? watch(entry.getKey(), Optional.of(entry.getValue()), now)
                                : Watched.NOTHING))
                .reduce(Watched.NOTHING, Watched::plus);
    }

    /** Watches the distributions that were tallied. */
    public Watched watch(Tallied tallied, Instant now) {
        return tallied.newest().entrySet().stream()
                .map(entry -> guarded(entry.getKey(), () -> watch(entry.getKey(), Optional.of(entry.getValue()), now)))
                .reduce(Watched.NOTHING, Watched::plus);
    }

    /**
     * Watches every distribution of which something is new, and publishes what is pending of the others: what nobody
     * came to do, or died at.
     *
     * @param states all that are known
     */
    public Watched watchAll(List<DistributionState> states, Instant now) {
        return states.stream()
                .map(state -> guarded(state.distribution(), () -> watchOrPublish(state, now)))
                .reduce(Watched.NOTHING, Watched::plus);
    }

    private Watched watchOrPublish(DistributionState state, Instant now) {
        Watched published = publish(state.distribution(), now);
        if (!state.isDirty()) {
            return published;
        }
        tallies.claim(state.distribution(), now);
        return published.plus(watch(state.distribution(), Optional.empty(), now));
    }

    /** Before anything is added: what is pending may fill all the room that there is. */
    private Watched publish(String distribution, Instant now) {
        Publishing publishing = new Publishing(incidents, channel);
        for (ScopeIncidents scope : incidents.of(distribution)) {
            publishing.claimAndPublish(scope, now);
        }
        return publishing.result();
    }

    /** One distribution that fails does not stop the others; what it left undone stays marked. */
    private static Watched guarded(String distribution, Supplier<Watched> work) {
        try {
            return work.get();
        } catch (RuntimeException broken) {
            return Watched.ofFailing(
                    distribution + " was not watched, and is again a minute later: " + Problems.of(broken));
        }
    }

    private Watched watch(String distribution, Optional<Instant> newest, Instant now) {
        return tallies.state(distribution)
                .filter(state -> !state.minutes().isEmpty())
                .map(state -> watch(state, newest, now))
                .orElse(Watched.NOTHING);
    }

    private Watched watch(DistributionState state, Optional<Instant> newest, Instant now) {
        HourTallies hours = new HourTallies(tallies, state.distribution());
        Explaining explaining = new Explaining(new SampleReader(store, reader, excerpts), diagnostician, hours);
        Publishing publishing = new Publishing(incidents, channel);
        return new Pass(tallies, incidents, machine, explaining, publishing, hours)
                .over(state, at(state, newest), now)
                .plus(publishing.result());
    }

    /** The newest record of the step: as just tallied, or else to the minute. */
    private static Instant at(DistributionState state, Optional<Instant> newest) {
        Instant minute = Instant.ofEpochSecond(state.minutes().last() * SECONDS_IN_MINUTE);
        return newest.filter(record -> !record.isBefore(minute)).orElse(minute);
    }
}
