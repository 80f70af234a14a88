package why403.alert;

import java.time.Duration;
import java.util.Locale;
import why403.text.Phrases;

/** Numbers as a person reads them. */
final class Numbers {

    private static final double WHOLE_FROM = 10;
    private static final double MINUTE_SECONDS = 60;

    private Numbers() {}

    /** A rate without needless decimals: {@code 64 %}, {@code 5.3 %}, {@code 0.4 %}, {@code 0.04 %}. */
    static String percent(double rate) {
        double percent = rate * 100;
        if (percent >= WHOLE_FROM || percent == 0) {
            return wholePercent(rate);
        }
        String decimal = String.format(Locale.ROOT, percent < 0.1 ? "%.2f" : "%.1f", percent);
        return (decimal.endsWith(".0") ? decimal.substring(0, decimal.length() - 2) : decimal) + " %";
    }

    /** The same for a lower bound, rounded down. */
    static String percentAtLeast(double bound) {
        double steps = bound * 100 >= WHOLE_FROM ? 100 : 1000;
        return percent(Math.floor(bound * steps) / steps);
    }

    /** A share: {@code 97 %}. A part is never shown as nothing, nor as the whole. */
    static String wholePercent(double share) {
        if (share > 0 && share < 0.01) {
            return "under 1 %";
        }
        if (share < 1 && share > 0.99) {
            return "over 99 %";
        }
        return Math.round(share * 100) + " %";
    }

    /** How many of a count happened in each minute: {@code 14 a minute}. */
    static String perMinute(long count, Duration duration) {
        double rate = count * MINUTE_SECONDS / Math.max(1, duration.toSeconds());
        return (rate < 1 ? "under 1" : Phrases.number(Math.round(rate))) + " a minute";
    }
}
