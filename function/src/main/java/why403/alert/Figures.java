package why403.alert;

import java.time.Duration;
import java.util.Locale;

/** Numbers as a person reads them. */
final class Figures {

    private Figures() {}

    /** {@code 13.6 %}; more decimals where there would be only zeros. */
    static String percent(double share) {
        double percent = share * 100;
        if (percent >= 99.95 || percent == 0) {
            return String.format(Locale.ROOT, "%.0f %%", percent);
        }
        return String.format(Locale.ROOT, percent < 0.1 ? "%.2f %%" : "%.1f %%", percent);
    }

    /** {@code 97 %}; a part is never shown as nothing, nor as the whole. */
    static String wholePercent(double share) {
        if (share > 0 && share < 0.01) {
            return "under 1 %";
        }
        if (share < 1 && share > 0.99) {
            return "over 99 %";
        }
        return Math.round(share * 100) + " %";
    }

    /** {@code 3,021}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 112 times}, {@code 2.4 times}. */
    static String times(double factor) {
        return String.format(Locale.ROOT, factor < 10 ? "%.1f times" : "%,.0f times", factor);
    }

    /** {@code 23 minutes}, {@code 2 hours 5 minutes}. */
    static String duration(Duration duration) {
        long hours = duration.toHours();
        int minutes = duration.toMinutesPart();
        if (hours == 0) {
            return plural(minutes, "minute");
        }
        return plural(hours, "hour") + (minutes == 0 ? "" : " " + plural(minutes, "minute"));
    }

    static String plural(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
