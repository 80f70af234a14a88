package why403.spike.rule;

import java.util.List;
import java.util.Optional;
import why403.history.Traffic;
import why403.tally.Counts;

/**
 * The test of one scope at one minute: in one of the windows that end with this minute, is the proportion of 403s more
 * than the usual rate, chance and a single client explain?
 */
public final class SpikeRule {

    /** The length of the longest window, in minutes. */
    public static final int LONGEST_WINDOW = Traffic.LONGEST_WINDOW;

    /** So many minutes before the change point may already belong to the spike. */
    private static final int UNSURE_MINUTES = 5;

    /** Tallies know the four busiest clients of an object, so three are known for certain. */
    private static final int FEW_CLIENTS = 3;

    private final Tuning tuning;

    /** The rule with these values. */
    public SpikeRule(Tuning tuning) {
        this.tuning = tuning;
    }

    /**
     * Tests a scope at a minute. An excluded minute never passes.
     *
     * @param scopes how many scopes the same minute tests; the more there are, the stricter each test must be
     */
    public Optional<DetectedSpike> test(RuleInput input, int scopes) {
        if (input.excluded().contains(input.minute()) || !input.series().knows(Minutes.bin(input.minute()))) {
            return Optional.empty();
        }
        for (WindowLength length : WindowLength.values()) {
            Window window = input.window(length);
            if (passes(input, length, window, scopes)) {
                return Optional.of(detected(input, length, window));
            }
        }
        return Optional.empty();
    }

    private boolean passes(RuleInput input, WindowLength length, Window window, int scopes) {
        Counts all = window.total();
        if (all.forbidden() < tuning.leastSmallExcess()
                || !mayMatter(all, input.recentRate(length))
                || !input.baseline().isComparable(input.minute(), length)) {
            return false;
        }
        Counts counts = input.oneClient() ? all : window.withoutBusiestClient();
        double usualRate = input.usualRate(length);
        return matters(window, counts, usualRate)
                && (input.oneClient()
                        || !window.knowsClients(FEW_CLIENTS)
                        || concernsOthers(window, counts, usualRate)
                        || replacesGoodRequests(input, length, window))
                && isUnusual(input, length, counts, usualRate, scopes);
    }

    /** What {@link #matters} needs at least, without a look at the clients. */
    private boolean mayMatter(Counts counts, double usualRate) {
        double excess = excess(counts, usualRate);
        return excess >= tuning.leastSmallExcess() && excess >= counts.requests() * Tuning.LEAST_RISE;
    }

    private boolean matters(Window window, Counts counts, double usualRate) {
        double excess = excess(counts, usualRate);
        return mayMatter(counts, usualRate)
                && (excess >= tuning.leastExcess()
                        || (excess >= counts.requests() * Tuning.SMALL_SITE_RISE
                                && excess(window.withoutBusiestClients(FEW_CLIENTS), usualRate)
                                        >= Tuning.EXCESS_OF_OTHERS));
    }

    /**
     * Whether the requests of others than the few busiest clients are refused more often too. If there are too few others to
     * tell, it counts as true: a site can have few clients.
     */
    private static boolean concernsOthers(Window window, Counts counts, double usualRate) {
        Counts others = window.withoutBusiestClients(FEW_CLIENTS);
        double expected = excess(counts, usualRate) / counts.requests() * others.requests();
        return expected < Tuning.LEAST_EXPECTED_OF_OTHERS
                || excess(others, usualRate) >= expected * Tuning.LEAST_PART_OF_OTHERS;
    }

    /**
     * Whether half of the usual good requests are missing: then the few clients are large customers who cannot work, and not
     * scanners, whose requests come on top.
     */
    private static boolean replacesGoodRequests(RuleInput input, WindowLength length, Window window) {
        Counts all = window.total();
        double good = (double) (all.requests() - all.forbidden()) / (window.last() - window.first() + 1);
        return good < input.baseline().goodPerMinute(input.minute(), length) / 2;
    }

    private static double excess(Counts counts, double usualRate) {
        return counts.forbidden() - counts.requests() * usualRate;
    }

    private static boolean isUnusual(
            RuleInput input, WindowLength length, Counts counts, double usualRate, int scopes) {
        double good = counts.requests() - counts.forbidden() + 1.0;
        double variation = input.baseline().variation(input.minute(), length);
        double chance = Tuning.CHANCE * length.shareOfChance() / scopes;
        return new NegativeBinomial(Expected.of(good, usualRate).mean(), Math.sqrt(variation * variation + 1 / good))
                        .atLeast(counts.forbidden())
                < chance;
    }

    /** @param window the longest one that passes */
    private static DetectedSpike detected(RuleInput input, WindowLength length, Window window) {
        double usualRate = input.usualRate(length);
        Window longest = input.window(WindowLength.HOUR);
        Counts counts = input.oneClient() ? longest.total() : longest.withoutBusiestClient();
        List<MinuteCounts> minutes =
                input.oneClient() ? window.minuteCounts() : window.minuteCountsWithoutBusiestClient();
        long from = ChangePoint.first(minutes, usualRate).orElse(window.first());
        long to = ChangePoint.last(minutes, usualRate).orElse(window.last()) + 1;
        return new DetectedSpike(
                input.series().scope(),
                input.oneClient(),
                from,
                to > from ? to : window.last() + 1, // of two bursts, each change can be in the other one
                Math.max(window.first(), from - UNSURE_MINUTES),
                usualRate,
                input.baseline().isKnown(input.minute()),
                excess(counts, input.usualRate(WindowLength.HOUR)));
    }
}
