package why403.alert;

import java.util.ArrayList;
import java.util.List;
import why403.cause.Cause;
import why403.cause.Diagnosis;
import why403.cause.Kind;
import why403.spike.Event;
import why403.text.Phrases;

/** The sentences about the causes of an incident, plain: each form lays them out and escapes them. */
final class CauseText {

    private CauseText() {}

    /** A line for each cause that people read, then what holds for all of them. */
    static List<String> lines(Notice notice) {
        ShownCauses causes = ShownCauses.of(notice.diagnosis());
        List<String> lines = new ArrayList<>();
        causes.shown().forEach(cause -> lines.add(line(notice, cause)));
        causes.smallerOnes().ifPresent(lines::add);
        if (causes.shown().isEmpty() && notice.alerts() && !notice.event().isLast()) {
            lines.add("Not explained: none of the refused requests could be read from the logs again.");
        }
        Diagnosis diagnosis = notice.diagnosis();
        if (diagnosis.examined() < diagnosis.forbiddenInAll() && !causes.shown().isEmpty()) {
            lines.add("Examined: " + Phrases.number(diagnosis.examined()) + " of "
                    + Phrases.count(diagnosis.forbiddenInAll(), "refused request") + ".");
        }
        return lines;
    }

    private static String line(Notice notice, Cause cause) {
        boolean isOver = notice.event() == Event.RESOLVED;
        String what = isOver ? cause.headline().past() : cause.summary();
        if (cause.kind() == Kind.UNKNOWN) {
            return notExplained(what) + (cause.explained() == 1 ? "" : " This concerns " + share(notice, cause));
        }
        return certainty(cause) + ": " + Phrases.sentence(what) + (isOver ? " Explained " : " Explains ")
                + share(notice, cause);
    }

    private static String notExplained(String what) {
        return Phrases.sentence(what.startsWith("not ") ? Phrases.capitalized(what) : "Not explained: " + what);
    }

    private static String certainty(Cause cause) {
        String certainty = switch (cause.certainty()) {
            case CONFIRMED -> "Confirmed";
            case LIKELY -> "Likely";
            case POSSIBLE -> "Possible";
        };
        return cause.kind() == Kind.INTENDED ? certainty + ", an intended block" : certainty;
    }

    /** A changed incident is diagnosed from its last minutes. */
    private static String share(Notice notice, Cause cause) {
        String share = cause.explained() == 1 ? "all" : Numbers.wholePercent(cause.explained());
        return share
                + switch (notice.diagnosed()) {
                    case WHOLE -> " of them.";
                    case LAST_TEN_MINUTES -> " of those of the last ten minutes.";
                    case LAST_HOUR -> " of those of the last hour.";
                };
    }
}
