package why403.spike;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import why403.spike.rule.DetectedSpike;
import why403.spike.rule.Minutes;
import why403.spike.rule.Span;
import why403.tally.Scope;

/**
 * The state of one incident. All times are starts of minutes, in event time.
 *
 * <p>An incident has two beginnings. People read {@code from}, and so do the id, the numbers and the diagnosis. The
 * minutes from {@code windowStart} on are no part of a baseline or of a later window, because some of them may already
 * belong to the spike.
 *
 * @param id {@code <distributionId>-<first 8 hex of the SHA-256 of the scope's name>-<from>}
 * @param from the minute when the spike began, as known when the incident opened; later data does not change it
 * @param windowStart the first minute that may belong to the spike, as known when the incident opened, at or before {@code from};
 *     late data can lower it to the minute when it shows that the spike began
 * @param to the end, exclusive, of the last minute that belongs to the spike, as far as the rule passed; late data moves it, also after the
 *     incident has resolved, up to {@code ended}
 * @param oneClient whether the rule passes only with one client's requests in the counts; such an incident alerts
 *     nobody
 * @param usualRate the usual rate at the minute when the incident opened, as a fraction
 * @param usualIsKnown whether at least an hour of earlier requests supports the usual rate
 * @param opened the minute at which it opened, at or after {@code from}
 * @param ended the minute at which it resolved or expired; empty while it is open
 * @param reported whether its opening was ever due; it was not if a wider or ordinary incident of the same step
 *     replaced it
 * @param lastReport what the last notice reported; empty if there was none, and for one client's incident
 * @param unknown whether it was found in logs from before the deployment and nobody knows of it: it silences nothing, and
 *     its end is not reported
 */
public record Incident(
        String id,
        String distributionId,
        Scope scope,
        Instant from,
        Instant windowStart,
        Instant to,
        Phase phase,
        boolean oneClient,
        double usualRate,
        boolean usualIsKnown,
        Instant opened,
        Optional<Instant> ended,
        boolean reported,
        Optional<LastReport> lastReport,
        boolean unknown) {

    /** After this time the rate of the incident is the usual one. */
    static final int EXPIRES_AFTER_MINUTES = 48 * Minutes.PER_HOUR;

    /** The same if hardly any usual minutes were known: then what was usual may have been a quiet beginning. */
    static final int EXPIRES_SOON_AFTER_MINUTES = 3 * Minutes.PER_HOUR;

    /** After so long without a spike it is over, even if no minutes were quiet: what is left has become usual. */
    static final int FADED_AFTER_MINUTES = 6 * Minutes.PER_HOUR;

    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    /** @throws IllegalArgumentException if the times are out of order, or an open incident has ended */
    public Incident {
        if (windowStart.isAfter(from) || !from.isBefore(to)) {
            throw new IllegalArgumentException("Incident " + id + " cannot have a window from " + windowStart
                    + ", begin at " + from + " and end at " + to + ": expected these times in ascending order");
        }
        if ((phase == Phase.OPEN) == ended.isPresent()) {
            throw new IllegalArgumentException(
                    "Incident " + id + " cannot have the phase " + phase + " and the end " + ended.orElse(null));
        }
    }

    /** An incident that was found when it happened. */
    public Incident(
            String id,
            String distributionId,
            Scope scope,
            Instant from,
            Instant windowStart,
            Instant to,
            Phase phase,
            boolean oneClient,
            double usualRate,
            boolean usualIsKnown,
            Instant opened,
            Optional<Instant> ended,
            boolean reported,
            Optional<LastReport> lastReport) {
        this(
                id,
                distributionId,
                scope,
                from,
                windowStart,
                to,
                phase,
                oneClient,
                usualRate,
                usualIsKnown,
                opened,
                ended,
                reported,
                lastReport,
                false);
    }

    /** Whether it is still ongoing. */
    public boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /**
     * The hours, numbered from the epoch, whose minutes a step needs to correct the end of this incident with late data; empty
     * if it has none.
     *
     * @param touched the minutes of the step
     * @param newestBefore the newest minute counted before the step
     */
    public Set<Long> hoursToRead(SortedSet<Long> touched, long newestBefore) {
        return LateEnd.of(this, touched, newestBefore).map(LateEnd::hoursToRead).orElse(Set.of());
    }

    /** Whether it expired early, because the rule had not passed for hours although the rate did not fall to the usual one. */
    public boolean hasFaded() {
        return phase == Phase.EXPIRED
                && ended.filter(Minutes.start(expiry())::isAfter).isPresent();
    }

    /**
     * All refused requests of some logs, in the form of an incident. Nothing watches or stores it.
     *
     * @param from the minute of the first refused request
     * @param to the end of the minute of the last one, exclusive
     * @param spike an incident that the rule found among them; then its beginning and its usual rate are those of this one, and
     *     it counts as reported
     */
    public static Incident ofAllRefusals(String distributionId, Instant from, Instant to, Optional<Incident> spike) {
        Instant onset =
                spike.map(Incident::from).filter(rose -> rose.isBefore(to)).orElse(from);
        return new Incident(
                id(distributionId, Scope.WHOLE, onset),
                distributionId,
                Scope.WHOLE,
                onset,
                onset,
                to,
                Phase.OPEN,
                false,
                spike.map(Incident::usualRate).orElse(0.0),
                spike.filter(Incident::usualIsKnown).isPresent(),
                spike.map(Incident::opened).orElse(onset),
                Optional.empty(),
                spike.isPresent(),
                Optional.empty());
    }

    static Incident opening(String distributionId, DetectedSpike spike, long minute) {
        Instant from = Minutes.start(spike.from());
        return new Incident(
                id(distributionId, spike.scope(), from),
                distributionId,
                spike.scope(),
                from,
                Minutes.start(spike.windowStart()),
                Minutes.start(spike.to()),
                Phase.OPEN,
                spike.oneClient(),
                spike.usualRate(),
                spike.usualIsKnown(),
                Minutes.start(minute),
                Optional.empty(),
                true,
                Optional.empty());
    }

    /** The same with another end; after its first minute at the earliest. */
    Incident endingAt(long minute) {
        long end = Math.max(minute, Minutes.of(from) + 1);
        return with(windowStart, Minutes.start(end), phase, ended, reported, lastReport);
    }

    Incident withWindowFrom(long minute) {
        return with(Minutes.start(minute), to, phase, ended, reported, lastReport);
    }

    Incident resolvedAt(long minute) {
        return with(windowStart, to, Phase.RESOLVED, Optional.of(Minutes.start(minute)), reported, lastReport);
    }

    Incident expired() {
        return expiredAt(expiry());
    }

    /** The same, expired at a minute before {@link #expiry}. */
    Incident expiredAt(long minute) {
        return with(windowStart, to, Phase.EXPIRED, Optional.of(Minutes.start(minute)), reported, lastReport);
    }

    /**
     * Whether its minutes are unusual as of that minute. Those of an incident that went on until it expired are not; those of
     * one that faded before are, because only what is left of it has become usual.
     */
    boolean isUnusualAt(long minute) {
        return phase == Phase.RESOLVED || minute < expiry() || hasFaded();
    }

    /** The same incident before it ended. */
    Incident reopened() {
        return with(windowStart, to, Phase.OPEN, Optional.empty(), reported, lastReport);
    }

    /** The minute at which it expires if it is still open then. */
    long expiry() {
        return Minutes.of(opened) + (usualIsKnown ? EXPIRES_AFTER_MINUTES : EXPIRES_SOON_AFTER_MINUTES);
    }

    Incident withReported(boolean nowReported) {
        return with(windowStart, to, phase, ended, nowReported, lastReport);
    }

    Incident withLastReport(LastReport nowLastReport) {
        return with(windowStart, to, phase, ended, reported, Optional.of(nowLastReport));
    }

    /** The same, found in logs from before the deployment: nobody knows of it. */
    Incident ofThePast() {
        return with(windowStart, to, phase, usualRate, usualIsKnown, ended, false, Optional.empty(), true);
    }

    /** The same, which people now learn of. */
    Incident becomingKnown() {
        return with(windowStart, to, phase, usualRate, usualIsKnown, ended, true, Optional.empty(), false);
    }

    /** The same with the usual rate of another incident of its scope, which was found with more history. */
    Incident withUsualRateOf(Incident that) {
        return with(windowStart, to, phase, that.usualRate, that.usualIsKnown, ended, reported, lastReport, unknown);
    }

    /** The minutes that people read of: those of the numbers. */
    Span span() {
        return new Span(Minutes.of(from), Minutes.of(to));
    }

    /** The minutes that are no part of a baseline or of another incident's window. */
    Span excludedSpan() {
        return new Span(Minutes.of(windowStart), Minutes.of(to));
    }

    private Incident with(
            Instant newWindowStart,
            Instant newTo,
            Phase newPhase,
            Optional<Instant> newEnded,
            boolean newReported,
            Optional<LastReport> newLastReport) {
        return with(
                newWindowStart,
                newTo,
                newPhase,
                usualRate,
                usualIsKnown,
                newEnded,
                newReported,
                newLastReport,
                unknown);
    }

    private Incident with(
            Instant newWindowStart,
            Instant newTo,
            Phase newPhase,
            double newUsualRate,
            boolean newUsualIsKnown,
            Optional<Instant> newEnded,
            boolean newReported,
            Optional<LastReport> newLastReport,
            boolean newUnknown) {
        return new Incident(
                id,
                distributionId,
                scope,
                from,
                newWindowStart,
                newTo,
                newPhase,
                oneClient,
                newUsualRate,
                newUsualIsKnown,
                opened,
                newEnded,
                newReported,
                newLastReport,
                newUnknown);
    }

    private static String id(String distributionId, Scope scope, Instant from) {
        return distributionId + "-" + hash(scope.name()) + "-" + COMPACT.format(from);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "This Java platform has no SHA-256, which every Java platform must have", e);
        }
    }
}
