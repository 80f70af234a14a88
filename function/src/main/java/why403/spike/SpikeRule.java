package why403.spike;

import java.util.List;
import java.util.Optional;
import why403.tally.Counts;

/**
 * The test of one scope at one minute: is the proportion of 403s in one of the windows that end with this minute more
 * than habit, chance and one client explain?
 */
final class SpikeRule {

    /** Short ones see a sharp spike at once, long ones a small one on a quiet site at all. */
    private static final List<Integer> WINDOW_MINUTES = List.of(1, 5, 30);

    private static final int LONGEST = WINDOW_MINUTES.get(WINDOW_MINUTES.size() - 1);

    private final Tuning tuning;

    SpikeRule(Tuning tuning) {
        this.tuning = tuning;
    }

    /**
     * The test, unless the minute itself is left out.
     *
     * @param trial what is tested and how
     * @param scopes how many the same pass tests: the more there are, the less likely each must be
     */
    Optional<Passing> test(Trial trial, int scopes) {
        if (trial.leftOut().contains(trial.minute())) {
            return Optional.empty();
        }
        double recentRate = trial.recentRate();
        for (int minutes : WINDOW_MINUTES) {
            Window window = trial.window(minutes);
            if (passes(trial, window, recentRate, scopes)) {
                return Optional.of(passing(trial, window));
            }
        }
        return Optional.empty();
    }

    private boolean passes(Trial trial, Window window, double recentRate, int scopes) {
        Counts all = window.total();
        if (all.forbidden() < tuning.leastExcess() || !isSizeable(all, recentRate)) {
            return false;
        }
        Counts counts = trial.oneClient() ? all : window.withoutBusiestClient();
        return isSizeable(counts, trial.usualRate()) && isUnusual(trial, counts, scopes);
    }

    /** What can be told without knowing how much the usual varies. */
    private boolean isSizeable(Counts counts, double usualRate) {
        double mean = counts.requests() * usualRate;
        return counts.forbidden() - mean >= tuning.leastExcess()
                && counts.forbidden() >= counts.requests() * (usualRate + tuning.leastRise())
                && counts.forbidden() > mean * (1 + 2 * tuning.leastVariation());
    }

    private boolean isUnusual(Trial trial, Counts counts, int scopes) {
        double mean = counts.requests() * trial.usualRate();
        double variation = trial.baseline().variation(trial.minute());
        double chance = tuning.chance() / WINDOW_MINUTES.size() / scopes;
        return counts.forbidden() > mean * (1 + 2 * variation)
                && new NegativeBinomial(mean, variation).atLeast(counts.forbidden()) < chance;
    }

    private static Passing passing(Trial trial, Window window) {
        Window longest = trial.window(LONGEST);
        Counts counts = trial.oneClient() ? longest.total() : longest.withoutBusiestClient();
        return new Passing(
                trial.series().scope(),
                trial.oneClient(),
                window.first(),
                trial.usualRate(),
                counts.forbidden() - counts.requests() * trial.usualRate());
    }
}
