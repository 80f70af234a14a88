package why403.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import why403.history.DistributionState;

/** Where a tick begins among the distributions. All of them follow, in a circle. */
final class Turns {

    private static final double GOLDEN_RATIO = 0.618;
    private static final long SECONDS_IN_MINUTE = 60;

    private Turns() {}

    /** Begins at this distribution, or at the first one after it. */
    static List<DistributionState> from(List<DistributionState> states, String first) {
        int begin = (int) states.stream()
                .filter(state -> state.distribution().compareTo(first) < 0)
                .count();
        return from(states, begin);
    }

    /**
     * Begins at another distribution each minute, and at each of them once in as many minutes as there are distributions.
     * The step from minute to minute is near the golden ratio, so that after any number of minutes no distribution is
     * much farther from a beginning than the others.
     */
    static List<DistributionState> ofMinute(List<DistributionState> states, Instant now) {
        int all = Math.max(1, states.size());
        long minute = now.getEpochSecond() / SECONDS_IN_MINUTE;
        return from(states, (int) (minute % all * step(all) % all));
    }

    private static long step(int all) {
        long step = Math.max(1, Math.round(all * GOLDEN_RATIO));
        while (greatestCommonDivisor(step, all) > 1) {
            step++;
        }
        return step;
    }

    private static long greatestCommonDivisor(long one, long two) {
        return two == 0 ? one : greatestCommonDivisor(two, one % two);
    }

    private static List<DistributionState> from(List<DistributionState> states, int begin) {
        List<DistributionState> turned = new ArrayList<>(states);
        Collections.rotate(turned, -begin);
        return turned;
    }
}
