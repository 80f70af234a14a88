package why403.watch;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import software.amazon.awssdk.core.SdkPojo;
import why403.account.Account;
import why403.account.Answer;
import why403.account.Question;
import why403.alert.Channel;
import why403.alert.RenderedNotice;
import why403.folder.MemoryIncidents;
import why403.folder.MemoryTallies;
import why403.history.RecentHours;
import why403.history.StoreException;
import why403.history.Tallies;
import why403.log.LogStore;
import why403.log.UnreadableObjectException;
import why403.spike.IncidentMachine;
import why403.spike.Incidents;
import why403.spike.PastProgress;
import why403.spike.ScopeIncidents;
import why403.spike.Sensitivity;
import why403.tally.Hashing;
import why403.tally.Horizon;
import why403.trigger.LogObject;
import why403.watch.mapping.ErrorMappings;

/** All ports of a watch in memory. They record every call in order, and each can be made to fail. */
final class Ports implements LogStore, Incidents, Account, Channel {

    final List<String> journal = new ArrayList<>();
    final List<RenderedNotice> published = new ArrayList<>();
    final List<RenderedNotice> attempted = new ArrayList<>();
    final Map<LogObject, byte[]> objects = new HashMap<>();
    final MemoryIncidents incidents = new MemoryIncidents();
    final MemoryTallies tallies = new MemoryTallies();
    final List<Long> hoursRead = new ArrayList<>();
    LongConsumer onHourRead = hour -> {};
    private final Tallies counted = new RecordedReads(tallies, hour -> {
        hoursRead.add(hour);
        onHourRead.accept(hour);
    });
    Hashing hashing = Hashing.OF_REPLAY;
    boolean refusesWrites;
    boolean diesPublishing;
    String brokenDistribution = "";
    boolean refusesNotices;
    boolean failsToClear;

    /** The process ended at this point. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A watch of a new process. Only the ports keep state. */
    Watch watch(Instant now) {
        return watch(this, Timekeeper.endless(() -> now));
    }

    /** The same with options. */
    Watch watch(Instant now, WatchOptions options) {
        return watch(this, Timekeeper.endless(() -> now), options);
    }

    /** The same with another channel and clock. */
    Watch watch(Channel channel, Timekeeper time) {
        return watch(channel, time, WatchOptions.EVERYTHING);
    }

    private Watch watch(Channel channel, Timekeeper time, WatchOptions options) {
        return watch(logs(this, time), channel, time, options);
    }

    private Watch watch(LogAccess logs, Channel channel, Timekeeper time, WatchOptions options) {
        return new Watch(
                logs,
                counted,
                this,
                this,
                channel,
                new IncidentMachine(Sensitivity.NORMAL),
                options,
                new WatchBackoff(),
                new RecentHours(0),
                time);
    }

    /** Tallies objects and watches what they contain, in one new process, as a replay does. */
    WatchResult replay(Instant now, Horizon horizon, WatchOptions options, LogObject... objects) {
        Timekeeper time = Timekeeper.endless(() -> now);
        LogAccess logs = LogAccess.ofBothOperations(
                this,
                this,
                host -> Optional.empty(),
                hashing.tables(),
                time,
                Runtime.getRuntime().maxMemory());
        TallyResult tallied = new Tallier(
                        logs, counted, ErrorMappings.recorded(this), WatchedDistributions.ALL, hashing, time)
                .tally(List.of(objects), horizon);
        return watch(logs, this, time, options).watch(tallied);
    }

    /** Tallies objects in a new process. */
    TallyResult tally(Instant now, LogObject... objects) {
        return tally(Timekeeper.endless(() -> now), Horizon.ofClock(now), objects);
    }

    /** The same with another time. */
    TallyResult tally(Timekeeper time, Horizon horizon, LogObject... objects) {
        return tallier(this, time).tally(List.of(objects), horizon);
    }

    Tallier tallier(LogStore store, Timekeeper time) {
        return new Tallier(
                logs(store, time), counted, ErrorMappings.recorded(this), WatchedDistributions.ALL, hashing, time);
    }

    LogAccess logs(LogStore store, Timekeeper time) {
        return LogAccess.ofOneOperation(store, this, hashing.tables(), time);
    }

    @Override
    public InputStream open(LogObject object) throws UnreadableObjectException {
        journal.add("open " + object.key());
        if (!objects.containsKey(object)) {
            throw new UnreadableObjectException("Cannot read " + object + ": it is gone.");
        }
        return new ByteArrayInputStream(objects.get(object));
    }

    @Override
    public List<ScopeIncidents> of(String distribution) {
        if (distribution.equals(brokenDistribution)) {
            throw new StoreException("The incidents of " + distribution + " are of another release");
        }
        return incidents.of(distribution);
    }

    @Override
    public boolean write(List<ScopeIncidents> states, ScopeIncidents whole, Instant now) {
        states.forEach(state -> journal.add(
                "write " + state.scope().name() + " with " + state.pending().size()));
        return !refusesWrites && incidents.write(states, whole, now);
    }

    @Override
    public Optional<ScopeIncidents> claim(ScopeIncidents state, Instant now) {
        journal.add("claim " + state.scope().name());
        return incidents.claim(state, now);
    }

    @Override
    public void published(ScopeIncidents claimed, String notice) {
        journal.add("clear " + claimed.scope().name());
        if (failsToClear) {
            throw new StoreException("The table is throttled");
        }
        incidents.published(claimed, notice);
    }

    @Override
    public Optional<PastProgress> past(String distribution) {
        return incidents.past(distribution);
    }

    @Override
    public void putPast(PastProgress progress) {
        journal.add("past");
        incidents.putPast(progress);
    }

    @Override
    public void release(ScopeIncidents claimed) {
        journal.add("release " + claimed.scope().name());
        incidents.release(claimed);
    }

    @Override
    public <T extends SdkPojo> Answer<T> ask(Question<T> question) {
        return new Answer.NotChecked<>(Answer.Why.NOT_RECORDED);
    }

    @Override
    public void publish(RenderedNotice notice) {
        journal.add("publish " + notice.id());
        attempted.add(notice);
        if (diesPublishing) {
            throw new Died();
        }
        if (refusesNotices) {
            throw new IllegalStateException("The topic is throttled");
        }
        published.add(notice);
    }
}
