package why403.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import why403.account.Account;
import why403.alert.Channel;
import why403.diagnosis.Diagnostician;
import why403.diagnosis.Excerpts;
import why403.diagnosis.SampleReader;
import why403.history.Tallies;
import why403.log.LogReader;
import why403.log.LogStore;
import why403.spike.IncidentMachine;
import why403.spike.Incidents;
import why403.trigger.LogObject;

/** The two verbs. One of these serves one event: it asks the account for a distribution's error mapping once. */
public final class Watch {

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
     * @param otherDistributions finds a distribution's id by its domain name where the account's list does not
     */
    public Watch(
            LogStore store,
            Tallies tallies,
            Incidents incidents,
            Account account,
            Function<String, Optional<String>> otherDistributions,
            Channel channel,
            IncidentMachine machine) {
        this.store = store;
        this.reader = new LogReader(new DistributionsByHost(account, otherDistributions));
        this.tallies = tallies;
        this.incidents = incidents;
        this.mappings = new ErrorMappings(account);
        this.diagnostician = new Diagnostician(account);
        this.channel = channel;
        this.machine = machine;
    }

    /**
     * Tallies objects, in this order. What cannot be read is said, and costs only itself.
     *
     * @param clock records more than eight days older than this are not counted
     */
    public Tallied tally(List<LogObject> objects, Instant clock) {
        return new Tallying(store, reader, tallies, mappings, excerpts).tally(objects, clock);
    }

    /**
     * Watches the distributions that were tallied: adds up, tests, diagnoses what is to be told, stores it, and
     * publishes it.
     *
     * @return one sentence for each thing that went wrong and cost only itself
     */
    public List<String> watch(Tallied tallied) {
        List<String> problems = new ArrayList<>();
        tallied.minutes().forEach((distribution, minutes) -> {
            Explaining explaining = new Explaining(new SampleReader(store, reader, excerpts), diagnostician, tallies);
            Pass pass = new Pass(distribution, tallies, incidents, machine, channel, explaining);
            problems.addAll(pass.over(minutes, tallied.newest().get(distribution)));
        });
        return problems;
    }
}
