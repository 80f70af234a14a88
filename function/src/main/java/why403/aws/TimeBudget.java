package why403.aws;

import java.time.Duration;
import java.util.Optional;
import why403.account.Answer.Why;

/** Limits how long one account's questions may wait in total for calls that return no answer. */
final class TimeBudget {

    private final Duration limit;
    private Duration spent = Duration.ZERO;
    private Optional<Why> lastReason = Optional.empty();

    TimeBudget(Duration limit) {
        this.limit = limit;
    }

    void spend(Duration time, Why reason) {
        spent = spent.plus(time);
        lastReason = Optional.of(reason);
    }

    /** Why the last call had no answer, if the budget is used up; empty while time remains. */
    Optional<Why> exceededBecause() {
        return spent.compareTo(limit) > 0 ? lastReason : Optional.empty();
    }
}
