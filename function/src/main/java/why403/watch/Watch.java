package why403.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import why403.account.Account;
import why403.alert.Channel;
import why403.diagnosis.Diagnostician;
import why403.history.DistributionState;
import why403.history.HourTallies;
import why403.history.RecentHours;
import why403.history.Tallies;
import why403.spike.IncidentMachine;
import why403.spike.Incidents;

/** Watches distributions: evaluates their new minutes and reports incidents. Use an object for one event. */
public final class Watch {

    private static final int PERCENT_TO_WATCH_WITH = 30;

    private final LogAccess logs;
    private final Tallies tallies;
    private final Incidents incidents;
    private final Diagnostician diagnostician;
    private final Channel channel;
    private final IncidentMachine machine;
    private final WatchOptions options;
    private final WatchBackoff backoff;
    private final RecentHours recent;
    private final Timekeeper time;

    /**
     * The operation over these ports.
     *
     * @param logs the objects that a diagnosis reads
     * @param options what is reported
     * @param backoff holds from event to event
     * @param recent what earlier events of the process read; holds from event to event
     */
    public Watch(
            LogAccess logs,
            Tallies tallies,
            Incidents incidents,
            Account account,
            Channel channel,
            IncidentMachine machine,
            WatchOptions options,
            WatchBackoff backoff,
            RecentHours recent,
            Timekeeper time) {
        this.logs = logs;
        this.tallies = tallies;
        this.incidents = incidents;
        this.diagnostician = new Diagnostician(account);
        this.channel = new FailFastChannel(channel);
        this.machine = machine;
        this.options = options;
        this.backoff = backoff;
        this.recent = recent;
        this.time = time;
    }

    /** Watches the tallied distributions. All new minutes of a distribution are one step. */
    public WatchResult watch(TallyResult tallied) {
        return tallied.newest().keySet().stream()
                .map(distribution -> guarded(
                        distribution,
                        () -> step(distribution, () -> tallies.state(distribution), UnaryOperator.identity())))
                .reduce(WatchResult.NOTHING, WatchResult::plus);
    }

    /**
     * Publishes pending notices, and watches every distribution that has new minutes and that no other process watches, as
     * long as there is time. Each minute begins far from where the last one began, so that distributions that one tick
     * does not reach are soon the first.
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
        all = all.plus(watchPast(states));
        return unreached.isEmpty() ? all : all.plus(WatchResult.ofFailing(unreached(unreached)));
    }

    /** Uses the time that is left. What is not reached, or fails, waits for the next tick. */
    private WatchResult watchPast(List<DistributionState> states) {
        PastWatch past = new PastWatch(tallies, incidents, machine, time);
        return Turns.ofMinute(states, time.now()).stream()
                .filter(past::isDue)
                .map(state -> evaluatedPast(past, state.distribution()))
                .reduce(WatchResult.NOTHING, WatchResult::plus);
    }

    private static WatchResult evaluatedPast(PastWatch past, String distribution) {
        try {
            return past.evaluate(distribution);
        } catch (RuntimeException | VirtualMachineError | LinkageError broken) {
            return WatchResult.ofPass(
                    List.of(),
                    List.of("The logs of " + distribution
                            + " from before the deployment could not be evaluated and are tried again a minute later: "
                            + ErrorMessages.of(broken)));
        }
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
        AtomicBoolean claimed = new AtomicBoolean();
        WatchResult result = guarded(
                distribution,
                () -> step(
                        distribution,
                        () -> {
                            Optional<DistributionState> state = tallies.claimAndRead(distribution, time.now());
                            claimed.set(state.isPresent());
                            return state;
                        },
                        state -> state.only(hours)));
        if (claimed.get() && !result.unwatched().isEmpty()) {
            tallies.release(distribution);
        }
        return result;
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
            UnaryOperator<DistributionState> selection) {
        Optional<Instant> pause = backoff.pause(distribution, time.now());
        if (pause.isPresent()) {
            return WatchResult.ofFailing(distribution + " is not watched before " + pause.get()
                    + ", because the last attempts failed. An earlier line of the log says why.");
        }
        try {
            WatchResult result = stepNow(read, selection);
            backoff.succeeded(distribution);
            return result;
        } catch (VirtualMachineError | LinkageError broken) {
            Instant end = backoff.ended(distribution, time.now());
            return WatchResult.ofFailing(distribution + " could not be watched and is tried again after " + end + ": "
                    + ErrorMessages.of(broken));
        }
    }

    private WatchResult stepNow(
            Supplier<Optional<DistributionState>> read, UnaryOperator<DistributionState> selection) {
        return read.get().map(selection).map(this::stepIfDirty).orElse(WatchResult.NOTHING);
    }

    private WatchResult stepIfDirty(DistributionState state) {
        if (state.isDirty()) {
            return step(state);
        }
        tallies.release(state.distribution());
        return WatchResult.NOTHING;
    }

    private WatchResult step(DistributionState state) {
        HourTallies hours = new HourTallies(tallies, state.distribution(), recent);
        DiagnosisStep diagnosisStep = new DiagnosisStep(logs.samples(), diagnostician, hours);
        NoticePublisher publisher = new NoticePublisher(incidents, channel, time);
        return new WatchPass(tallies, incidents, machine, diagnosisStep, publisher, hours, recent, time, options)
                .over(state)
                .plus(publisher.result());
    }
}
