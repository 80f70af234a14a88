package why403.spike;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import why403.tally.Scope;

/**
 * The state of one incident. All times are starts of minutes, in event time.
 *
 * @param id {@code <distributionId>-<first 8 hex of the SHA-256 of the scope's name>-<from>}, fixed at opening
 * @param from the start of the shortest window that passed when it opened
 * @param to the end, exclusive, of the last minute for which the rule held
 * @param oneClient whether the rule holds only with one client's requests in the counts; such an incident alerts
 *     nobody
 * @param usualRate the rate that was usual at the minute it opened, as a fraction
 * @param opened the minute at which it opened, at or after {@code from}
 * @param ended the minute at which it resolved or expired; empty while it is open
 * @param told whether its opening was ever due; it was not if this was only the first sight of another incident that
 *     opened in the same step
 * @param lastTold what people know of it; empty where it was never told, and for one client's incident
 */
public record Incident(
        String id,
        String distributionId,
        Scope scope,
        Instant from,
        Instant to,
        Phase phase,
        boolean oneClient,
        double usualRate,
        Instant opened,
        Optional<Instant> ended,
        boolean told,
        Optional<LastTold> lastTold) {

    /** After so long it is how things are now. */
    static final int NEW_NORMAL_MINUTES = 48 * Minutes.PER_HOUR;

    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    /** @throws IllegalArgumentException if it is empty, or open and ended at once */
    public Incident {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("Incident " + id + " cannot begin at " + from + " and end at " + to);
        }
        if ((phase == Phase.OPEN) == ended.isPresent()) {
            throw new IllegalArgumentException("Incident " + id + " cannot be " + phase + " and ended: " + ended);
        }
    }

    /** Whether it still goes on. */
    public boolean isOpen() {
        return phase == Phase.OPEN;
    }

    static Incident opening(String distributionId, Passing passing, long minute) {
        Instant from = Minutes.start(passing.from());
        return new Incident(
                id(distributionId, passing.scope(), from),
                distributionId,
                passing.scope(),
                from,
                Minutes.start(minute + 1),
                Phase.OPEN,
                passing.oneClient(),
                passing.usualRate(),
                Minutes.start(minute),
                Optional.empty(),
                true,
                Optional.empty());
    }

    Incident extendedOver(long minute) {
        return with(Minutes.start(minute + 1), phase, ended, told, lastTold);
    }

    Incident resolvedAt(long minute) {
        return with(to, Phase.RESOLVED, Optional.of(Minutes.start(minute)), told, lastTold);
    }

    Incident expired() {
        return with(to, Phase.EXPIRED, Optional.of(Minutes.start(expiry())), told, lastTold);
    }

    /** The minute at which it expires if it is open until then. */
    long expiry() {
        return Minutes.of(opened) + NEW_NORMAL_MINUTES;
    }

    Incident told(boolean nowTold) {
        return with(to, phase, ended, nowTold, lastTold);
    }

    Incident lastTold(LastTold nowLastTold) {
        return with(to, phase, ended, told, Optional.of(nowLastTold));
    }

    /** Its minutes, in numbers. */
    Span span() {
        return new Span(Minutes.of(from), Minutes.of(to));
    }

    private Incident with(
            Instant newTo,
            Phase newPhase,
            Optional<Instant> newEnded,
            boolean newTold,
            Optional<LastTold> newLastTold) {
        return new Incident(
                id,
                distributionId,
                scope,
                from,
                newTo,
                newPhase,
                oneClient,
                usualRate,
                opened,
                newEnded,
                newTold,
                newLastTold);
    }

    private static String id(String distributionId, Scope scope, Instant from) {
        return distributionId + "-" + hash(scope.name()) + "-" + COMPACT.format(from);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
