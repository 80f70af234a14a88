package why403.watch;

import java.util.Optional;
import why403.alert.Channel;
import why403.alert.NotPublishedException;
import why403.alert.RenderedNotice;

/** A channel that is waited for in vain once: what comes after that does not wait again. For one event. */
final class OneFailureChannel implements Channel {

    private final Channel channel;
    private Optional<NotPublishedException> failure = Optional.empty();

    OneFailureChannel(Channel channel) {
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
