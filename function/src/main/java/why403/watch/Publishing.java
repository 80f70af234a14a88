package why403.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import why403.alert.Channel;
import why403.alert.Memory;
import why403.alert.RenderedNotice;
import why403.spike.Incidents;
import why403.spike.ScopeIncidents;

/** Publishes what is pending, scope by scope, and clears each notice once it has left. */
final class Publishing {

    private final Incidents incidents;
    private final Channel channel;
    private final List<RenderedNotice> published = new ArrayList<>();
    private final List<String> unpublished = new ArrayList<>();

    Publishing(Incidents incidents, Channel channel) {
        this.incidents = incidents;
        this.channel = channel;
    }

    /** Publishes a scope's notices, unless somebody else does. */
    void claimAndPublish(ScopeIncidents state, Instant now) {
        if (!state.pending().isEmpty()) {
            incidents.claim(state, now).ifPresent(this::publish);
        }
    }

    /** Publishes the notices of a scope that are this caller's, oldest first; the first that fails ends it. */
    void publish(ScopeIncidents claimed) {
        for (String packed : claimed.pending()) {
            if (!publish(claimed, packed)) {
                incidents.release(claimed);
                return;
            }
        }
    }

    private boolean publish(ScopeIncidents claimed, String packed) {
        RenderedNotice notice = new Memory().unpackNotice(packed);
        try {
            channel.publish(notice);
        } catch (RuntimeException refused) {
            unpublished.add("Notice " + notice.id() + " stays pending and is tried again: " + Problems.of(refused));
            return false;
        }
        published.add(notice);
        incidents.published(claimed, packed);
        return true;
    }

    /** What left, and what did not. */
    Watched result() {
        return Watched.ofPublishing(published, unpublished);
    }
}
