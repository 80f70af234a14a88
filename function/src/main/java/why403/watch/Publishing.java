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

/** Publishes pending notices of one distribution, and clears each once it has left. */
final class Publishing {

    /**
     * Nothing is begun so late that it might end after the claim: a publish may take 15 seconds, and the two calls that
     * clear it 8 each.
     */
    private static final Duration CLAIM_USED = Incidents.CLAIM.minusSeconds(32);

    private static final int PERCENT_TO_END_WITH = 5;

    private final Incidents incidents;
    private final Channel channel;
    private final Timekeeper time;
    private final List<RenderedNotice> published = new ArrayList<>();
    private final List<String> unpublished = new ArrayList<>();
    private final Set<Scope> stuck = new HashSet<>();

    Publishing(Incidents incidents, Channel channel, Timekeeper time) {
        this.incidents = incidents;
        this.channel = channel;
        this.time = time;
    }

    /** Publishes a scope's notices, oldest first, unless somebody else does. */
    void claimAndPublish(ScopeIncidents state) {
        if (!state.pending().isEmpty()) {
            Instant now = time.now();
            incidents
                    .claim(state, now)
                    .ifPresent(claimed -> claimed.pending().forEach(packed -> publish(claimed, packed, now)));
        }
    }

    /**
     * Publishes a notice of a scope. Where one cannot be, those of the same scope that come after it are not tried: they
     * stay pending behind it.
     *
     * @param claimed a scope of which the pending notices are the caller's
     * @param since when they became that
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
                stick(claimed, "Notice " + notice.id() + " stays pending for want of time");
            }
        } catch (IllegalArgumentException unreadable) {
            stick(
                    claimed,
                    "A pending notice of " + claimed.scope().name() + " of " + claimed.distribution()
                            + " cannot be read, and holds up those behind it: " + Problems.of(unreadable)
                            + ". Deploy the release that wrote it, or delete the item of that scope");
        }
    }

    private void publish(ScopeIncidents claimed, String packed, RenderedNotice notice) {
        try {
            channel.publish(notice);
        } catch (RuntimeException refused) {
            stick(claimed, "Notice " + notice.id() + " stays pending and is tried again: " + Problems.of(refused));
            return;
        }
        published.add(notice);
        clear(claimed, packed, notice);
    }

    /** Whose clearing fails has left all the same; he is not told from those behind him until the claim runs out. */
    private void clear(ScopeIncidents claimed, String packed, RenderedNotice notice) {
        try {
            incidents.published(claimed, packed);
        } catch (RuntimeException kept) {
            stuck.add(claimed.scope());
            unpublished.add(
                    "Notice " + notice.id() + " left, but stays pending and is published again: " + Problems.of(kept));
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
        } catch (RuntimeException held) {
            return "; and it waits until the claim on it runs out: " + Problems.of(held);
        }
    }

    /** What left, and what did not. */
    Watched result() {
        return Watched.ofPublishing(published, unpublished);
    }
}
