package why403.alert;

import java.time.Duration;
import java.util.Locale;
import why403.cause.Cause;
import why403.cause.Certainty;
import why403.cause.Kind;

/** The answer in one line, plain: it may be too long for where it goes. */
final class Headline {

    private Headline() {}

    static String of(Notice notice) {
        return (notice.isSample() ? "SAMPLE, nothing is wrong: " : "")
                + notice.diagnosis().name() + ": " + news(notice);
    }

    private static String news(Notice notice) {
        String rate = Figures.percent(notice.spike().rate()) + " 403s";
        return switch (notice.event()) {
            case OPENED -> rate + reason(notice);
            case CHANGED -> "CHANGED, " + rate + reason(notice);
            case RESOLVED -> "over, " + rate + " for " + lasted(notice);
        };
    }

    private static String lasted(Notice notice) {
        return Figures.duration(
                Duration.between(notice.spike().from(), notice.spike().to()));
    }

    private static String reason(Notice notice) {
        return notice.alerts() ? notice.mainCause().map(Headline::named).orElse("") : ", all one client's";
    }

    private static String named(Cause cause) {
        if (cause.kind() == Kind.UNKNOWN) {
            return ", unexplained";
        }
        boolean confirmed = cause.certainty() == Certainty.CONFIRMED;
        return (confirmed ? ", " : ", " + cause.certainty().name().toLowerCase(Locale.ROOT) + ": ") + cause.summary();
    }
}
