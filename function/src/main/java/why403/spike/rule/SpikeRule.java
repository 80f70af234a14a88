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

    /** Short windows see a sharp spike at once. Only long ones see a small spike on a quiet site. Longest first. */
    private static final List<Integer> WINDOWS = List.of(LONGEST_WINDOW, 5, 1);

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
        if (input.excluded().contains(input.minute())) {
            return Optional.empty();
        }
        double recentRate = input.recentRate();
        for (int minutes : WINDOWS) {
            Window window = input.window(minutes);
            if (passes(input, window, recentRate, scopes)) {
                return Optional.of(detected(input, window));
            }
        }
        return Optional.empty();
    }

    private boolean passes(RuleInput input, Window window, double recentRate, int scopes) {
        Counts all = window.total();
        if (all.forbidden() < tuning.leastExcess() || !isSizeable(all, recentRate)) {
            return false;
        }
        Counts counts = input.oneClient() ? all : window.withoutBusiestClient();
        return isSizeable(counts, input.usualRate()) && isUnusual(input, counts, scopes);
    }

    /** The conditions that need no measured variation. */
    private boolean isSizeable(Counts counts, double usualRate) {
        double mean = counts.requests() * usualRate;
        return counts.forbidden() - mean >= tuning.leastExcess()
                && counts.forbidden() >= counts.requests() * (usualRate + tuning.leastRise())
                && counts.forbidden() > mean * (1 + 2 * tuning.leastVariation());
    }

    private boolean isUnusual(RuleInput input, Counts counts, int scopes) {
        double mean = counts.requests() * input.usualRate();
        double variation = input.baseline().variation(input.minute());
        double chance = tuning.chance() / WINDOWS.size() / scopes;
        return counts.forbidden() > mean * (1 + 2 * variation)
                && new NegativeBinomial(mean, variation).atLeast(counts.forbidden()) < chance;
    }

    /** @param window the longest one that passes */
    private static DetectedSpike detected(RuleInput input, Window window) {
        double usualRate = input.usualRate();
        Window longest = input.window(LONGEST_WINDOW);
        Counts counts = input.oneClient() ? longest.total() : longest.withoutBusiestClient();
        List<MinuteCounts> minutes =
                input.oneClient() ? window.minuteCounts() : window.minuteCountsWithoutBusiestClient();
        return new DetectedSpike(
                input.series().scope(),
                input.oneClient(),
                ChangePoint.of(minutes, usualRate).orElse(window.first()),
                window.first(),
                usualRate,
                input.baseline().hasHistory(input.minute()),
                counts.forbidden() - counts.requests() * usualRate);
    }
}
