package why403.diagnosis.signed;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import why403.text.Phrases;

/**
 * How far the times of requests lie from those of their policies.
 *
 * @param sorted the shortest first
 */
record Delays(List<Duration> sorted) {

    static Delays of(Stream<Duration> delays) {
        return new Delays(delays.sorted().toList());
    }

    boolean isEmpty() {
        return sorted.isEmpty();
    }

    Duration least() {
        return sorted.get(0);
    }

    /** The least of the upper half. */
    Duration median() {
        return sorted.get((sorted.size() - 1) / 2);
    }

    Duration worst() {
        return sorted.get(sorted.size() - 1);
    }

    /** {@code by 3 hours in the median, and by 2 days at most}. */
    String described() {
        return least().equals(worst())
                ? "by " + Phrases.duration(worst())
                : "by " + Phrases.duration(median()) + " in the median, and by " + Phrases.duration(worst())
                        + " at most";
    }
}
