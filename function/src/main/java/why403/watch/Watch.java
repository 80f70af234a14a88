package why403.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import why403.account.Account;
import why403.alert.Channel;
import why403.diagnosis.Diagnostician;
import why403.history.DistributionState;
import why403.history.HourTallies;
import why403.history.RecentHours;
import why403.history.Tallies;
import why403.log.LogReader;
import why403.log.LogStore;
import why403.sample.ExcerptCache;
import why403.sample.SampleMemory;
import why403.sample.SampleReader;
import why403.spike.IncidentMachine;
import why403.spike.Incidents;
import why403.tally.Hashing;
import why403.tally.Horizon;
import why403.trigger.LogObject;

/** The two operations of both entry points: tally objects, and watch distributions. Use an object for one event. */
public final class Watch {

    private static final long SECONDS_IN_MINUTE = 60;

    private static final int PERCENT_TO_WATCH_WITH = 30;
    private static final int PERCENT_TO_DIAGNOSE_WITH = 20;

    /** The time that a started object may not use: the results of the earlier objects must still be returned. */
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
    private final WatchOptions options;
    private final Hashing hashing;
    private final WatchBackoff backoff;
    private final RecentHours recent;
    private final ExcerptCache excerpts = new ExcerptCache(Runtime.getRuntime().maxMemory());
    private final SampleMemory sampleMemory =
            SampleMemory.ofHeap(Runtime.getRuntime().maxMemory());

    /**
     * The operations over these ports, for a process that handles one event.
     *
     * @param mappings of the same account; its cache can serve later events
     * @param otherDistributions finds a distribution's id by its domain name if the account's list does not contain it
     * @param options what is watched and reported
     * @param hashing of the process and the table; it does not change what is found
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
            WatchOptions options,
            Hashing hashing) {
        this(
                store,
                tallies,
                incidents,
                account,
                mappings,
                otherDistributions,
                channel,
                machine,
                time,
                options,
                hashing,
                new WatchBackoff(),
                new RecentHours(0));
    }

    /** The same, with pauses that hold from event to event, and a memory of what earlier events read. */
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
            WatchOptions options,
            Hashing hashing,
            WatchBackoff backoff,
            RecentHours recent) {
        this.store = object -> new DeadlineStream(store.open(object), () -> time.hasLeft(PERCENT_TO_ANSWER_WITH));
        this.reader = new LogReader(new DistributionsByHost(account, otherDistributions), hashing.tables());
        this.tallies = tallies;
        this.incidents = incidents;
        this.mappings = mappings;
        this.diagnostician = new Diagnostician(account);
        this.channel = new FailFastChannel(channel);
        this.machine = machine;
        this.time = time;
        this.options = options;
        this.hashing = hashing;
        this.backoff = backoff;
        this.recent = recent;
    }

    /**
     * Tallies objects, in this order. An object that cannot be read or stored is named in the result and does not affect
     * the others. When this method returns, every other tally is stored and marked.
     *
     * @param horizon the times of the records that are counted
     */
    public TallyResult tally(List<LogObject> objects, Horizon horizon) {
        return new TallyStep(store, reader, tallies, mappings, excerpts, time, options, hashing)
                .tally(objects, horizon);
    }

    /** Watches the tallied distributions. All new minutes of a distribution are one step. */
    public WatchResult watch(TallyResult tallied) {
        return each(tallied, distribution -> true, state -> state);
    }

    /**
     * Watches the tallied distributions that were not watched within the last minute, as long as there is time. A longer
     * backlog is left to {@link #watchAll}.
     */
    public WatchResult watchUnlessJustDone(TallyResult tallied) {
        return each(
                tallied,
                distribution -> time.hasLeft(PERCENT_TO_WATCH_WITH) && tallies.claim(distribution, time.now()),
                Watch::firstPart);
    }

    private static DistributionState firstPart(DistributionState state) {
        return Backlog.parts(state).stream().findFirst().map(state::only).orElse(state);
    }

    private WatchResult each(
            TallyResult tallied, Predicate<String> wanted, UnaryOperator<DistributionState> selection) {
        return tallied.newest().entrySet().stream()
                .map(entry -> guarded(
                        entry.getKey(),
                        () -> wanted.test(entry.getKey())
                                ? step(
                                        entry.getKey(),
                                        () -> tallies.state(entry.getKey()),
                                        Optional.of(entry.getValue()),
                                        selection)
                                : WatchResult.NOTHING))
                .reduce(WatchResult.NOTHING, WatchResult::plus);
    }

    /**
     * Publishes pending notices, and watches every distribution that has new minutes, as long as there is time: the work
     * that no event did or that an event did not finish. Each minute begins far from where the last one began, so that
     * distributions that one tick does not reach are soon the first.
     *
     * @param states of all known distributions
     */
    public WatchResult watchAll(List<DistributionState> states) {
        WatchResult all = WatchResult.NOTHING;
        List<String> unreached = new ArrayList<>();
        for (DistributionState state : Turns.ofMinute(states, time.now())) {
            if (time.hasLeft(PERCENT_TO_WATCH_WITH)) {
                all = all.plus(guardedBy(
                                "Pending notices of " + state.distribution() + " could not be read",
                                () -> publish(state.distribution())))
                        .plus(watchMarked(state));
            } else {
                unreached.add(state.distribution());
            }
        }
        return unreached.isEmpty() ? all : all.plus(WatchResult.ofFailing(unreached(unreached)));
    }

    private static String unreached(List<String> distributions) {
        return (distributions.size() == 1 ? "1 distribution was" : distributions.size() + " distributions were")
                + " not watched because the time ran out, " + distributions.get(0)
                + " among them. The next ticks begin with others.";
    }

    /** This runs before anything is added, because pending notices can fill all the space of an item. */
    private WatchResult publish(String distribution) {
        NoticePublisher publisher = new NoticePublisher(incidents, channel, time);
        incidents.of(distribution).forEach(publisher::claimAndPublish);
        return publisher.result();
    }

    /** One step for each part of the known hours. The next tick does what arrives meanwhile, so no distribution blocks others. */
    private WatchResult watchMarked(DistributionState known) {
        String distribution = known.distribution();
        WatchResult all = WatchResult.NOTHING;
        for (Set<Long> hours : Backlog.parts(known)) {
            if (!all.unwatched().isEmpty()) {
                return all;
            }
            all = all.plus(
                    time.hasLeft(PERCENT_TO_WATCH_WITH)
                            ? guarded(distribution, () -> claimedStep(distribution, hours))
                            : WatchResult.ofFailing(
                                    distribution
                                            + " was not watched to the end because the time ran out. It is watched again a minute later."));
        }
        return all;
    }

    private WatchResult claimedStep(String distribution, Set<Long> hours) {
        return step(
                distribution,
                () -> tallies.claimAndRead(distribution, time.now()),
                Optional.empty(),
                state -> state.only(hours));
    }

    /** A distribution that fails does not stop the others. Its minutes stay marked. */
    private static WatchResult guarded(String distribution, Supplier<WatchResult> work) {
        return guardedBy(distribution + " could not be watched and is tried again a minute later", work);
    }

    private static WatchResult guardedBy(String sentence, Supplier<WatchResult> work) {
        try {
            return work.get();
        } catch (RuntimeException | VirtualMachineError | LinkageError broken) {
            return WatchResult.ofFailing(sentence + ": " + ErrorMessages.of(broken));
        }
    }

    /** After an error that is no exception, the distribution pauses. What the step held is free when this method returns. */
    private WatchResult step(
            String distribution,
            Supplier<Optional<DistributionState>> read,
            Optional<Instant> newest,
            UnaryOperator<DistributionState> selection) {
        Optional<Instant> pause = backoff.pause(distribution, time.now());
        if (pause.isPresent()) {
            return WatchResult.ofFailing(distribution + " is not watched before " + pause.get()
                    + ", because the last attempts failed. An earlier line of the log says why.");
        }
        try {
            WatchResult result = stepNow(read, newest, selection);
            backoff.succeeded(distribution);
            return result;
        } catch (VirtualMachineError | LinkageError broken) {
            Instant end = backoff.ended(distribution, time.now());
            return WatchResult.ofFailing(distribution + " could not be watched and is tried again after " + end + ": "
                    + ErrorMessages.of(broken));
        }
    }

    private WatchResult stepNow(
            Supplier<Optional<DistributionState>> read,
            Optional<Instant> newest,
            UnaryOperator<DistributionState> selection) {
        return read.get()
                .map(selection)
                .filter(state -> !state.minutes().isEmpty())
                .map(state -> step(state, newest))
                .orElse(WatchResult.NOTHING);
    }

    private WatchResult step(DistributionState state, Optional<Instant> newest) {
        HourTallies hours = new HourTallies(tallies, state.distribution(), recent);
        SampleReader sampleReader = new SampleReader(
                store, reader, excerpts, sampleMemory, hashing.tables(), () -> time.hasLeft(PERCENT_TO_DIAGNOSE_WITH));
        DiagnosisStep diagnosisStep = new DiagnosisStep(sampleReader, diagnostician, hours);
        NoticePublisher publisher = new NoticePublisher(incidents, channel, time);
        return new WatchPass(tallies, incidents, machine, diagnosisStep, publisher, hours, recent, time, options)
                .over(state, at(state, newest))
                .plus(publisher.result());
    }

    /** The newest record of the step: as just tallied if it is known, otherwise to the minute. */
    private static Instant at(DistributionState state, Optional<Instant> newest) {
        Instant minute = Instant.ofEpochSecond(state.minutes().last() * SECONDS_IN_MINUTE);
        return newest.filter(
                        record -> !record.isBefore(minute) && record.isBefore(minute.plusSeconds(SECONDS_IN_MINUTE)))
                .orElse(minute);
    }
}
