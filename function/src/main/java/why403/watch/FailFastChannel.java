package why403.watch;

import java.util.Optional;
import why403.alert.Channel;
import why403.alert.NotPublishedException;
import why403.alert.RenderedNotice;

/**
 * A channel that waits for an unreachable service once: after that, every publish fails at once. Use an object for one
 * event.
 */
final class FailFastChannel implements Channel {

    private final Channel channel;
    private Optional<NotPublishedException> failure = Optional.empty();

    FailFastChannel(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void publish(RenderedNotice notice) {
        if (failure.isPresent()) {
            throw failure.get();
        }
        try {
            channel.publish(notice);
        } catch (NotPublishedException refused) {
            failure = Optional.of(refused).filter(NotPublishedException::isOutOfReach);
            throw refused;
        }
    }
}
