package why403.aws;

import java.time.Duration;
import java.util.Optional;
import why403.account.Answer.Why;

/** The time that one account's questions went without an answer. */
final class WaitedInVain {

    private final Duration most;
    private Duration waited = Duration.ZERO;
    private Optional<Why> last = Optional.empty();

    WaitedInVain(Duration most) {
        this.most = most;
    }

    void add(Duration time, Why why) {
        waited = waited.plus(time);
        last = Optional.of(why);
    }

    /** Why the last one had no answer, if it was waited enough; else empty. */
    Optional<Why> enough() {
        return waited.compareTo(most) > 0 ? last : Optional.empty();
    }
}
