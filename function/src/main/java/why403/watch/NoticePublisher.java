package why403.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import why403.alert.Channel;
import why403.alert.IncidentMemory;
import why403.alert.RenderedNotice;
import why403.spike.Incidents;
import why403.spike.ScopeIncidents;
import why403.tally.Scope;

/** Publishes pending notices of one distribution and removes each one after it is published. */
final class NoticePublisher {

    /**
     * No publish starts so late that it could end after the claim: a publish can take 15 seconds, and each of the two
     * calls that remove the notice 8 seconds.
     */
    private static final Duration CLAIM_USED = Incidents.CLAIM.minusSeconds(32);

    private static final int PERCENT_TO_END_WITH = 5;

    private final Incidents incidents;
    private final Channel channel;
    private final Timekeeper time;
    private final List<RenderedNotice> published = new ArrayList<>();
    private final List<String> unpublished = new ArrayList<>();
    private final Set<Scope> stuck = new HashSet<>();

    NoticePublisher(Incidents incidents, Channel channel, Timekeeper time) {
        this.incidents = incidents;
        this.channel = channel;
        this.time = time;
    }

    /** Publishes a scope's notices, oldest first, unless another process is publishing them. */
    void claimAndPublish(ScopeIncidents state) {
        if (!state.pending().isEmpty()) {
            Instant now = time.now();
            incidents
                    .claim(state, now)
                    .ifPresent(claimed -> claimed.pending().forEach(packed -> publish(claimed, packed, now)));
        }
    }

    /**
     * Publishes a notice of a scope. If a notice cannot be published, the later ones of the same scope are not tried and
     * stay pending behind it.
     *
     * @param claimed a scope whose pending notices are reserved for the caller
     * @param since when they were reserved
     */
    void publish(ScopeIncidents claimed, String packed, Instant since) {
        if (stuck.contains(claimed.scope())) {
            return;
        }
        try {
            RenderedNotice notice = new IncidentMemory().unpackNotice(packed);
            if (time.now().isBefore(since.plus(CLAIM_USED)) && time.hasLeft(PERCENT_TO_END_WITH)) {
                publish(claimed, packed, notice);
            } else {
                stick(claimed, "Notice " + notice.id() + " stays pending because the time ran out");
            }
        } catch (IllegalArgumentException unreadable) {
            stick(
                    claimed,
                    "A pending notice of " + claimed.scope().name() + " of " + claimed.distribution()
                            + " cannot be read, and the notices behind it wait: " + ErrorMessages.of(unreadable)
                            + ". Deploy the release that wrote it, or delete the item of that scope.");
        }
    }

    private void publish(ScopeIncidents claimed, String packed, RenderedNotice notice) {
        try {
            channel.publish(notice);
        } catch (RuntimeException | VirtualMachineError | LinkageError refused) {
            stick(
                    claimed,
                    "Notice " + notice.id() + " stays pending and is tried again, because it could not be published: "
                            + ErrorMessages.of(refused));
            return;
        }
        published.add(notice);
        clear(claimed, packed, notice);
    }

    /** If the removal fails, the notice was still published. The notices behind it wait until the claim ends. */
    private void clear(ScopeIncidents claimed, String packed, RenderedNotice notice) {
        try {
            incidents.published(claimed, packed);
        } catch (RuntimeException | VirtualMachineError | LinkageError kept) {
            stuck.add(claimed.scope());
            unpublished.add("Notice " + notice.id()
                    + " was published but could not be removed, so it is published again: " + ErrorMessages.of(kept));
        }
    }

    private void stick(ScopeIncidents claimed, String why) {
        stuck.add(claimed.scope());
        unpublished.add(why + release(claimed));
    }

    private String release(ScopeIncidents claimed) {
        try {
            incidents.release(claimed);
            return "";
        } catch (RuntimeException | VirtualMachineError | LinkageError held) {
            return "; the claim on it could not be released, so it waits until the claim ends: "
                    + ErrorMessages.of(held);
        }
    }

    /** The published notices, and those that could not be published. */
    WatchResult result() {
        return WatchResult.ofPublishing(published, unpublished);
    }
}
