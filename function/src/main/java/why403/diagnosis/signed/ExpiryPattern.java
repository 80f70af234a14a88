package why403.diagnosis.signed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import why403.diagnosis.check.Explained;
import why403.text.Phrases;

/** Whether expired signatures are old ones that somebody keeps, or new ones that expire too early. */
final class ExpiryPattern {

    /** Fewer requests show no pattern. */
    private static final int LEAST = 10;

    /** Requests for each time of expiry, from which on many requests share a few. */
    private static final int MANY_FOR_EACH = 5;

    private ExpiryPattern() {}

    /** A sentence about whose clock or cache it is; empty if the requests show no pattern. */
    static Optional<String> sentence(List<Explained> explained, SignedIncident signed) {
        List<Explained> late = explained.stream()
                .filter(one -> signed.reading(one.request()).lateness().isPresent())
                .toList();
        if (late.size() < LEAST) {
            return Optional.empty();
        }
        SortedSet<Instant> expiries = late.stream()
                .flatMap(one -> signed.reading(one.request()).expiry().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (late.size() >= (long) MANY_FOR_EACH * expiries.size()) {
            String times = expiries.size() == 1
                    ? "All of them expired at " + expiries.last()
                    : "They have only " + Phrases.count(expiries.size(), "time") + " of expiry, the last is "
                            + expiries.last();
            return Optional.of(times + ": a page, a cache or a player keeps signed links.");
        }
        return moves(late, signed, expiries);
    }

    /** New links that are late by nearly the same time, whenever they are used. */
    private static Optional<String> moves(List<Explained> late, SignedIncident signed, SortedSet<Instant> expiries) {
        Delays delays = Delays.of(late.stream().flatMap(one -> signed.reading(one.request()).lateness().stream()));
        Duration span = Duration.between(expiries.first(), expiries.last());
        boolean isSteady = delays.worst().minus(delays.least()).multipliedBy(4).compareTo(span) < 0;
        return isSteady
                ? Optional.of(
                        "Later requests have later times of expiry, so the links are signed anew: the signer's clock"
                                + " is slow by at least " + Phrases.duration(delays.least())
                                + ", or the links live too short. The clock of CloudFront decides, not that of the viewer.")
                : Optional.empty();
    }
}
