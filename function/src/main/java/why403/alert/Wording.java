package why403.alert;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import why403.cause.Cause;
import why403.cause.Diagnosis;
import why403.cause.HotSpot;
import why403.spike.Event;
import why403.spike.SpikeNumbers;
import why403.tally.Scope;

/** The sentences of a notice for people, plain: each form lays them out and escapes them as it needs. */
final class Wording {

    private static final DateTimeFormatter DAY_AND_MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final double LEAST_SHARE_WITH_PROOF = 0.05;
    static final String OWNED_ELSEWHERE = "If CloudFormation, CDK or Terraform owns what these commands change,"
            + " make the same change there, or the next deployment undoes it.";

    static final String SAMPLE =
            "Asked for, to try the way that a notice takes: nothing is wrong, and nothing was looked at.";

    private Wording() {}

    /** A stray cause is named, but its proof and mend would hide those of the trouble; the JSON has them all. */
    static List<Cause> mainCauses(Diagnosis diagnosis) {
        return diagnosis.causes().stream()
                .filter(cause -> cause.explained() >= LEAST_SHARE_WITH_PROOF)
                .toList();
    }

    static String sentence(String text) {
        return text.matches(".*[.!?)]") ? text : text + ".";
    }

    static String what(Notice notice) {
        SpikeNumbers spike = notice.spike();
        String numbers = "From " + DAY_AND_MINUTE.format(spike.from()) + " to " + upTo(spike) + " UTC "
                + Figures.count(spike.forbidden()) + " of " + Figures.plural(spike.requests(), "request") + " ("
                + Figures.percent(spike.rate()) + ") " + to(notice) + " got 403; usual at this hour is "
                + Figures.percent(spike.usualRate()) + ".";
        String ambiguous = spike.ambiguous() == 0
                ? ""
                : " " + Figures.count(spike.ambiguous())
                        + " of them may have been another error: the error pages give it the same status.";
        return news(notice) + numbers + ambiguous;
    }

    private static String news(Notice notice) {
        return switch (notice.event()) {
            case OPENED -> "";
            case CHANGED -> "CHANGED: " + changed(notice) + " ";
            case RESOLVED -> "Over. ";
        };
    }

    /** An incident is told again where its main cause is another, or else its rate three times that last told. */
    private static String changed(Notice notice) {
        if (notice.before().isEmpty()) {
            return "the main cause is another than last told, or the rate at least three times.";
        }
        String was = mainCause(notice.before().get());
        String now = mainCause(notice.diagnosis());
        return was.equals(now)
                ? "the main cause is the same, and the rate at least three times that last told."
                : "the main cause is now " + now + ", and was " + was + ".";
    }

    private static String mainCause(Diagnosis diagnosis) {
        return diagnosis.causes().stream().findFirst().map(Cause::id).orElse("unexplained");
    }

    private static String upTo(SpikeNumbers spike) {
        boolean sameDay = spike.from()
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .equals(spike.to().atOffset(ZoneOffset.UTC).toLocalDate());
        return (sameDay ? MINUTE : DAY_AND_MINUTE).format(spike.to());
    }

    private static String to(Notice notice) {
        Scope scope = notice.incident().scope();
        String distribution = notice.incident().distributionId();
        return switch (scope.dimension()) {
            case WHOLE -> "to " + distribution;
            case PATH -> "for " + scope.value() + " of " + distribution;
            case HOST -> "for the host " + scope.value() + " of " + distribution;
            case BEHAVIOR -> "to the cache behavior " + scope.value() + " of " + distribution;
        };
    }

    static String why(Notice notice, Cause cause) {
        String share = " Explains " + (cause.explained() == 1 ? "all" : Figures.wholePercent(cause.explained()))
                + (notice.event() == Event.CHANGED ? " of those of the last ten minutes." : " of them.");
        return surely(cause) + ": " + cause.summary() + "." + share + bound(notice, cause);
    }

    private static String surely(Cause cause) {
        String certainty = sentenceCase(cause.certainty().name());
        return switch (cause.kind()) {
            case MISCONFIGURATION, CLIENT -> certainty;
            case INTENDED -> certainty + ", an intended block";
            case UNKNOWN -> "Unexplained";
        };
    }

    /** Said once, with the main cause. */
    private static String bound(Notice notice, Cause cause) {
        Diagnosis diagnosis = notice.diagnosis();
        boolean isMain = diagnosis.causes().get(0).equals(cause);
        String examined = isMain && diagnosis.examined() < diagnosis.forbiddenInAll()
                ? " (Of " + Figures.count(diagnosis.forbiddenInAll()) + " forbidden requests "
                        + Figures.count(diagnosis.examined()) + " were examined.)"
                : "";
        String unknown = isMain && diagnosis.distributionUnknown()
                ? " (This account has no such distribution: it is another account's, or gone. Only the log was read.)"
                : "";
        return examined + unknown;
    }

    /** The incident's first minute is that of the window which passed the test: the trouble's is some minutes off. */
    static String since(Notice notice) {
        SpikeNumbers spike = notice.spike();
        String lasted = "About " + DAY_AND_MINUTE.format(spike.from()) + " UTC"
                + (notice.event() == Event.RESOLVED
                        ? ", for " + Figures.duration(Duration.between(spike.from(), spike.to())) + "."
                        : ".");
        return lasted + changes(notice.diagnosis().causes());
    }

    private static String changes(List<Cause> causes) {
        return causes.stream()
                .map(Cause::change)
                .flatMap(Optional::stream)
                .distinct()
                .map(change -> " At " + MINUTE.format(change.at()) + " " + change.by() + " called " + change.eventName()
                        + " on " + change.resource() + ".")
                .reduce("", String::concat);
    }

    static String where(Notice notice) {
        Diagnosis diagnosis = notice.diagnosis();
        if (!notice.alerts()) {
            return "One client: without it, 403s are as usual.";
        }
        String places = diagnosis.where().stream().map(Wording::place).reduce("", String::concat);
        String countries = diagnosis.countries().isPresent()
                ? ", " + countries(diagnosis.countries().getAsInt())
                : "";
        String when = notice.event() == Event.CHANGED ? "In the last ten minutes: " : "";
        return when + (places.isEmpty() ? "Everywhere alike. " : places) + clients(diagnosis.clients()) + countries
                + ".";
    }

    private static String countries(int countries) {
        return countries == 1 ? "1 country" : countries + " countries";
    }

    private static String clients(String clients) {
        return switch (clients) {
            case "0" -> "No viewer addresses in the log";
            case "1" -> "1 client";
            case "64+" -> "More than 64 clients";
            default -> clients + " clients";
        };
    }

    private static String place(HotSpot where) {
        String label = where.dimension().equals("path") ? where.value() : where.dimension() + " " + where.value();
        String factor = where.timesElsewhere().isPresent()
                ? ", " + Figures.times(where.timesElsewhere().getAsDouble()) + " the rate elsewhere"
                : ", and none elsewhere";
        return label + ": " + Figures.wholePercent(Math.min(1, where.explained())) + " of the excess" + factor + ". ";
    }

    private static String sentenceCase(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
