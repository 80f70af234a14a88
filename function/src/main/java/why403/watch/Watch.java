package why403.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import why403.account.Account;
import why403.alert.Channel;
import why403.diagnosis.Diagnostician;
import why403.history.DistributionState;
import why403.history.Tallies;
import why403.log.LogReader;
import why403.log.LogStore;
import why403.sample.ExcerptCache;
import why403.sample.SampleReader;
import why403.spike.IncidentMachine;
import why403.spike.Incidents;
import why403.tally.Horizon;
import why403.trigger.LogObject;

/** The two verbs. One of these serves one event. */
public final class Watch {

    private static final long SECONDS_IN_MINUTE = 60;

    /** A backlog is walked in parts, each stored before the next, so that it gets done though time runs out. */
    private static final int HOURS_IN_STEP = 12;

    private static final int PERCENT_TO_WATCH_WITH = 30;
    private static final int PERCENT_TO_EXPLAIN_WITH = 20;

    /** What an object that was begun may not take: what was done before it is still to be answered for. */
    private static final int PERCENT_TO_ANSWER_WITH = 10;

    private final LogStore store;
    private final LogReader reader;
    private final Tallies tallies;
    private final Incidents incidents;
    private final ErrorMappings mappings;
    private final Diagnostician diagnostician;
    private final Channel channel;
    private final IncidentMachine machine;
    private final Timekeeper time;
    private final Selection selection;
    private final ExcerptCache excerpts = new ExcerptCache(Runtime.getRuntime().maxMemory());

    /**
     * Over these ports.
     *
     * @param mappings of the same account; what it remembers may serve later events
     * @param otherDistributions finds a distribution's id by its domain name where the account's list does not
     * @param selection what is watched and told
     */
    public Watch(
            LogStore store,
            Tallies tallies,
            Incidents incidents,
            Account account,
            ErrorMappings mappings,
            Function<String, Optional<String>> otherDistributions,
            Channel channel,
            IncidentMachine machine,
            Timekeeper time,
            Selection selection) {
        this.store = object -> new StreamWithin(store.open(object), () -> time.hasLeft(PERCENT_TO_ANSWER_WITH));
        this.reader = new LogReader(new DistributionsByHost(account, otherDistributions));
        this.tallies = tallies;
        this.incidents = incidents;
        this.mappings = mappings;
        this.diagnostician = new Diagnostician(account);
        this.channel = new OneFailureChannel(channel);
        this.machine = machine;
        this.time = time;
        this.selection = selection;
    }

    /**
     * Tallies objects, in this order. What cannot be read or stored is said, and costs only itself; of all else every
     * tally is stored and marked when this returns.
     *
     * @param horizon the times that are counted
     */
    public Tallied tally(List<LogObject> objects, Horizon horizon) {
        return new Tallying(store, reader, tallies, mappings, excerpts, time, selection).tally(objects, horizon);
    }

    /** Watches the distributions that were tallied, with all that is new of each as one step. */
    public Watched watch(Tallied tallied) {
        return each(tallied, distribution -> true, Integer.MAX_VALUE);
    }

    /**
     * Watches, of the distributions that were tallied, those that nobody watched within the last minute, and for which
     * there is time: a day's backlog is left to {@link #watchAll}.
     */
    public Watched watchUnlessJustDone(Tallied tallied) {
        return each(
                tallied,
                distribution -> time.hasLeft(PERCENT_TO_WATCH_WITH) && tallies.claim(distribution, time.now()),
                HOURS_IN_STEP);
    }

    private Watched each(Tallied tallied, Predicate<String> wanted, int hours) {
        return tallied.newest().entrySet().stream()
                .map(entry -> guarded(
                        entry.getKey(),
                        () -> wanted.test(entry.getKey())
                                ? step(entry.getKey(), Optional.of(entry.getValue()), hours)
                                : Watched.NOTHING))
                .reduce(Watched.NOTHING, Watched::plus);
    }

    /**
     * Publishes what is pending, and watches every distribution of which something is new: what nobody came to do, or
     * died at. Each minute another one comes first, so that one which takes all the time keeps no other up for ever.
     *
     * @param states all that are known
     */
    public Watched watchAll(List<DistributionState> states) {
        return fromAnotherEachMinute(states).stream()
                .map(state -> guardedBy(
                                "Pending notices of " + state.distribution() + " were not looked for",
                                () -> publish(state.distribution()))
                        .plus(watchMarked(state)))
                .reduce(Watched.NOTHING, Watched::plus);
    }

    private List<DistributionState> fromAnotherEachMinute(List<DistributionState> states) {
        List<DistributionState> turned = new ArrayList<>(states);
        Collections.rotate(
                turned, (int) -(time.now().getEpochSecond() / SECONDS_IN_MINUTE % Math.max(1, states.size())));
        return turned;
    }

    /** Before anything is added: what is pending may fill all the room that there is. */
    private Watched publish(String distribution) {
        Publishing publishing = new Publishing(incidents, channel, time);
        incidents.of(distribution).forEach(publishing::claimAndPublish);
        return publishing.result();
    }

    /** As many steps as the hours known need: what comes meanwhile is the next tick's, or a busy one kept all others up. */
    private Watched watchMarked(DistributionState known) {
        String distribution = known.distribution();
        Watched all = Watched.NOTHING;
        for (int left = known.marks().size(); left > 0 && all.unwatched().isEmpty(); left -= HOURS_IN_STEP) {
            all = all.plus(
                    time.hasLeft(PERCENT_TO_WATCH_WITH)
                            ? guarded(distribution, () -> claimedStep(distribution))
                            : Watched.ofFailing(distribution
                                    + " was not watched to the end for want of time, and is again a minute later."));
        }
        return all;
    }

    private Watched claimedStep(String distribution) {
        tallies.claim(distribution, time.now());
        return step(distribution, Optional.empty(), HOURS_IN_STEP);
    }

    /** One distribution that fails does not stop the others; what it left undone stays marked. */
    private static Watched guarded(String distribution, Supplier<Watched> work) {
        return guardedBy(distribution + " was not watched, and is again a minute later", work);
    }

    private static Watched guardedBy(String sentence, Supplier<Watched> work) {
        try {
            return work.get();
        } catch (RuntimeException broken) {
            return Watched.ofFailing(sentence + ": " + Problems.of(broken));
        }
    }

    private Watched step(String distribution, Optional<Instant> newest, int hours) {
        return tallies.state(distribution)
                .map(state -> state.earliest(hours))
                .filter(state -> !state.minutes().isEmpty())
                .map(state -> step(state, newest))
                .orElse(Watched.NOTHING);
    }

    private Watched step(DistributionState state, Optional<Instant> newest) {
        HourTallies hours = new HourTallies(tallies, state.distribution());
        SampleReader sampleReader =
                new SampleReader(store, reader, excerpts, () -> time.hasLeft(PERCENT_TO_EXPLAIN_WITH));
        Explaining explaining = new Explaining(sampleReader, diagnostician, hours);
        Publishing publishing = new Publishing(incidents, channel, time);
        return new Pass(tallies, incidents, machine, explaining, publishing, hours, time, selection.ignored())
                .over(state, at(state, newest))
                .plus(publishing.result());
    }

    /** The newest record of the step: as just tallied, or else to the minute. */
    private static Instant at(DistributionState state, Optional<Instant> newest) {
        Instant minute = Instant.ofEpochSecond(state.minutes().last() * SECONDS_IN_MINUTE);
        return newest.filter(
                        record -> !record.isBefore(minute) && record.isBefore(minute.plusSeconds(SECONDS_IN_MINUTE)))
                .orElse(minute);
    }
}
