package why403.alert;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import why403.diagnosis.Cause;
import why403.diagnosis.Certainty;
import why403.diagnosis.Diagnosis;
import why403.diagnosis.Kind;
import why403.diagnosis.Remedy;
import why403.diagnosis.Where;
import why403.spike.Event;
import why403.spike.SpikeNumbers;
import why403.tally.Scope;

/** The notice for people: the answer first, then its proof and what to do. */
final class NoticeText {

    private static final DateTimeFormatter DAY_AND_MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final double LEAST_SHARE_WITH_PROOF = 0.05;
    private static final String OWNED_ELSEWHERE = "If CloudFormation, CDK or Terraform owns what these commands change,"
            + " make the same change there, or the next deployment undoes it.";

    String body(Notice notice) {
        Sections sections = new Sections();
        sections.add("WHAT", what(notice));
        notice.diagnosis().causes().forEach(cause -> sections.add("WHY", why(notice, cause)));
        sections.add("SINCE", since(notice));
        sections.add("WHERE", where(notice));
        if (notice.event() != Event.RESOLVED) {
            List<Cause> main = mainCauses(notice.diagnosis());
            main.forEach(cause -> proof(sections, cause, main.size() > 1));
            fix(sections, main);
        }
        notice.diagnosis().notChecked().forEach(one -> sections.add("NOT CHECKED", one.what() + ": " + one.why()));
        return sections.toString();
    }

    /** Several causes' proofs would run into each other, were each not under its name. */
    private static void proof(Sections sections, Cause cause, boolean isOneOfSeveral) {
        if (isOneOfSeveral && !cause.evidence().isEmpty()) {
            sections.add("PROOF", cause.id() + ":");
        }
        cause.evidence().forEach(proof -> sections.add("PROOF", sentence(proof)));
    }

    /** A stray cause is named, but its proof and mend would hide those of the trouble; the JSON has them all. */
    private static List<Cause> mainCauses(Diagnosis diagnosis) {
        return diagnosis.causes().stream()
                .filter(cause -> cause.explained() >= LEAST_SHARE_WITH_PROOF)
                .toList();
    }

    private static String sentence(String text) {
        return text.matches(".*[.!?)]") ? text : text + ".";
    }

    private static String what(Notice notice) {
        SpikeNumbers spike = notice.spike();
        String numbers = "From " + DAY_AND_MINUTE.format(spike.from()) + " to " + upTo(spike) + " UTC "
                + Figures.count(spike.forbidden()) + " of " + Figures.plural(spike.requests(), "request") + " ("
                + Figures.percent(spike.rate()) + ") " + to(notice) + " got 403; usual at this hour is "
                + Figures.percent(spike.usualRate()) + ".";
        String ambiguous = spike.ambiguous() == 0
                ? ""
                : " " + Figures.count(spike.ambiguous())
                        + " of them may have been another error: the error pages give it the same status.";
        return notice.event() == Event.RESOLVED ? "Over. " + numbers + ambiguous : numbers + ambiguous;
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

    private static String why(Notice notice, Cause cause) {
        String share = cause.explained() == 1
                ? " Explains all of them."
                : " Explains " + Figures.wholePercent(cause.explained()) + " of them.";
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
    private static String since(Notice notice) {
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

    private static String where(Notice notice) {
        Diagnosis diagnosis = notice.diagnosis();
        if (!notice.alerts()) {
            return "One client: without it, 403s are as usual.";
        }
        String places = diagnosis.where().stream().map(NoticeText::place).reduce("", String::concat);
        String countries = diagnosis.countries().isPresent()
                ? ", " + countries(diagnosis.countries().getAsInt())
                : "";
        return (places.isEmpty() ? "Everywhere alike. " : places) + clients(diagnosis.clients()) + countries + ".";
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

    private static String place(Where where) {
        String label = where.dimension().equals("path") ? where.value() : where.dimension() + " " + where.value();
        String factor = where.timesElsewhere().isPresent()
                ? ", " + Figures.times(where.timesElsewhere().getAsDouble()) + " the rate elsewhere"
                : ", and none elsewhere";
        return label + ": " + Figures.wholePercent(Math.min(1, where.explained())) + " of the excess" + factor + ". ";
    }

    private static void fix(Sections sections, List<Cause> causes) {
        int number = 1;
        for (Cause cause : causes) {
            if (cause.remedy().isPresent()) {
                Remedy remedy = cause.remedy().get();
                String name = causes.size() > 1 ? cause.id() + ": " : "";
                sections.add("FIX", name + sentence(remedy.summary()));
                for (String command : remedy.commands()) {
                    sections.add("FIX", number++ + ". " + command);
                }
            }
        }
        if (number > 1) {
            sections.add("FIX", OWNED_ELSEWHERE);
        }
    }

    /** The answer in one line of ASCII. */
    String subject(Notice notice) {
        String name = notice.diagnosis().name();
        String rate = Figures.percent(notice.spike().rate()) + " 403s";
        String news = notice.event() == Event.RESOLVED
                ? "over, " + rate + " for "
                        + Figures.duration(Duration.between(
                                notice.spike().from(), notice.spike().to()))
                : rate + (notice.alerts() ? mainCause(notice.diagnosis()) : ", all one client's");
        return Subject.of("[why403] " + name + ": " + news);
    }

    private static String mainCause(Diagnosis diagnosis) {
        return diagnosis.causes().stream()
                .findFirst()
                .map(cause -> cause.kind() == Kind.UNKNOWN
                        ? ", unexplained"
                        : (cause.certainty() == Certainty.CONFIRMED ? ", " : ", " + certainty(cause) + ": ")
                                + cause.summary())
                .orElse("");
    }

    private static String certainty(Cause cause) {
        return cause.certainty().name().toLowerCase(Locale.ROOT);
    }

    private static String sentenceCase(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
