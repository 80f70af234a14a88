package why403.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.arns.Arn;
import why403.cause.AwsResource;
import why403.cause.AwsResource.Bucket;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Change;
import why403.cause.Diagnosis;
import why403.cause.DistributionName;
import why403.cause.HotSpot;
import why403.spike.Event;
import why403.spike.SpikeNumbers;
import why403.tally.Scope;
import why403.text.Phrases;

/** The sentences about an incident as a whole, plain: each form lays them out and escapes them. */
final class IncidentText {

    static final String SAMPLE =
            "This is a sample that somebody requested to test the notifications. Nothing is wrong, and no log was read.";

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** So few can be the addresses of one scanner. */
    private static final int FEW_VIEWERS = 5;

    private static final String ASSUMED_ROLE = "assumed-role/";

    private IncidentText() {}

    /** The first lines of a notice: what is new, which distribution, how many requests, when. */
    static List<String> firstLines(Notice notice) {
        List<String> lines = new ArrayList<>();
        if (notice.isSample()) {
            lines.add("SAMPLE: " + SAMPLE);
        }
        news(notice).ifPresent(lines::add);
        lines.add(distribution(notice) + ": " + refused(notice) + " with 403");
        lines.add(period(notice.spike()) + "."
                + (notice.isOfAnIncident() ? usualRate(notice.spike()) : rise(notice))
                + ambiguous(notice.spike()));
        return lines;
    }

    private static Optional<String> news(Notice notice) {
        return switch (notice.event()) {
            case OPENED, DIAGNOSED -> Optional.empty();
            case CHANGED -> Optional.of("Changed since the last notice: " + change(notice));
            case EXPIRED ->
                Optional.of("Not resolved within " + Phrases.duration(timeOpen(notice))
                        + (notice.incident().hasFaded()
                                ? ": the rate fell, but not to the usual one. What is left of it"
                                : ": its rate")
                        + " counts as usual from now on, and no more notices about it follow.");
            case RESOLVED -> Optional.of("Resolved after " + Phrases.duration(length(notice.spike())) + ".");
        };
    }

    /** An incident is reported again if its main cause is another one, or if its rate is three times as high. */
    private static String change(Notice notice) {
        if (notice.before().isEmpty()) {
            return "the main cause is another one, or the rate is at least three times as high.";
        }
        CauseId was = mainCause(notice.before().get());
        CauseId now = mainCause(notice.diagnosis());
        return was.equals(now)
                ? "the rate is at least three times as high. The main cause is the same."
                : "the main cause was " + was.id() + " and is now " + now.id() + ".";
    }

    private static CauseId mainCause(Diagnosis diagnosis) {
        return diagnosis.mainCause().map(Cause::id).orElse(CauseId.UNEXPLAINED);
    }

    private static Duration timeOpen(Notice notice) {
        Instant opened = notice.incident().opened();
        return Duration.between(
                opened, notice.incident().ended().orElse(notice.spike().to()));
    }

    private static Duration length(SpikeNumbers spike) {
        return Duration.between(spike.from(), spike.to());
    }

    private static String distribution(Notice notice) {
        DistributionName name = notice.diagnosis().distribution();
        List<String> details = new ArrayList<>();
        if (!name.host().equals(name.id())) {
            details.add(name.id());
        }
        name.account().ifPresent(account -> details.add("account " + account));
        details.addAll(bucketsInRegions(notice.diagnosis()));
        return name.host() + (details.isEmpty() ? "" : " (" + String.join(", ", details) + ")");
    }

    private static List<String> bucketsInRegions(Diagnosis diagnosis) {
        return ShownCauses.of(diagnosis).shown().stream()
                .flatMap(cause -> cause.resources().stream())
                .flatMap(resource -> bucketInRegion(resource).stream())
                .distinct()
                .toList();
    }

    private static Optional<String> bucketInRegion(AwsResource resource) {
        return resource instanceof Bucket bucket
                ? bucket.region().map(region -> "bucket " + bucket.name() + " in " + region)
                : Optional.empty();
    }

    private static String refused(Notice notice) {
        SpikeNumbers spike = notice.spike();
        return Phrases.number(spike.forbidden()) + " of " + Phrases.count(spike.requests(), "request")
                + scope(notice.incident().scope()) + " " + Phrases.wasOrWere(spike.forbidden()) + " refused";
    }

    private static String scope(Scope scope) {
        return switch (scope.dimension()) {
            case WHOLE -> "";
            case PATH -> " under " + scope.value();
            case HOST -> " to host " + scope.value();
            case BEHAVIOR -> " in cache behavior " + scope.value();
        };
    }

    private static String period(SpikeNumbers spike) {
        String from = DAY.format(spike.from());
        String to = DAY.format(spike.to());
        String times = from.equals(to)
                ? "on " + from + " between " + MINUTE.format(spike.from()) + " and "
                : "between " + from + " " + MINUTE.format(spike.from()) + " and " + to + " ";
        String rate = spike.forbidden() == 0 ? "" : " (" + Numbers.perMinute(spike.forbidden(), length(spike)) + ")";
        return times + MINUTE.format(spike.to()) + " UTC" + rate;
    }

    /** A rate that no history supports is only an assumption of the rule: nobody should read that it is usual. */
    private static String usualRate(SpikeNumbers spike) {
        return spike.usualIsKnown()
                ? " Usual at this hour: " + Numbers.percent(spike.usualRate()) + "; in this incident at least "
                        + Numbers.percentAtLeast(spike.atLeast()) + " (95 % confidence)."
                : " The usual rate is not known yet: the logs before cover less than an hour.";
    }

    /** What is known of the time before, if the rate rose. */
    private static String rise(Notice notice) {
        SpikeNumbers spike = notice.spike();
        if (spike.forbidden() == 0) {
            return "";
        }
        if (!notice.incident().reported()) {
            return " These are all requests of the logs: there is no sudden rise after which most of the 403s came.";
        }
        return spike.usualIsKnown()
                ? " Usual before, in these logs: " + Numbers.percent(spike.usualRate()) + "."
                : " What was usual before is not known: the logs before cover less than an hour.";
    }

    private static String ambiguous(SpikeNumbers spike) {
        return spike.ambiguous() == 0
                ? ""
                : " For " + Phrases.number(spike.ambiguous())
                        + " of them the log does not tell a 403 from another error,"
                        + " because the custom error responses give both the same status.";
    }

    /** What was changed before the incident began and caused it, one sentence for each change. */
    static List<String> changes(Notice notice) {
        return ShownCauses.of(notice.diagnosis()).shown().stream()
                .flatMap(cause -> cause.change().stream())
                .distinct()
                .map(change -> change(change, notice.incident().from()))
                .toList();
    }

    private static String change(Change change, Instant from) {
        String day = DAY.format(change.at());
        return (day.equals(DAY.format(from)) ? "" : day + " ") + MINUTE.format(change.at()) + " UTC, "
                + distance(change.at().truncatedTo(ChronoUnit.MINUTES), from) + ": " + person(change.by()) + " called "
                + change.eventName() + " on " + change.resource() + ".";
    }

    private static String distance(Instant at, Instant from) {
        if (at.equals(from)) {
            return "the minute in which the 403s began";
        }
        Duration distance = Duration.between(at, from);
        return Phrases.duration(distance.abs()) + (distance.isNegative() ? " after" : " before") + " the 403s began";
    }

    /** {@code ci/deploy-bot} of an assumed role's ARN; JSON has the whole ARN. */
    private static String person(String by) {
        if (by.isEmpty()) {
            return "somebody";
        }
        String name = Arn.tryFromString(by).map(Arn::resourceAsString).orElse(by);
        return name.startsWith(ASSUMED_ROLE) ? name.substring(ASSUMED_ROLE.length()) : name;
    }

    /** Which part of the traffic is refused, and how many viewers are concerned. */
    static String where(Notice notice) {
        Diagnosis diagnosis = notice.diagnosis();
        if (!notice.alerts()) {
            return "All from one viewer: without it, there is no spike.";
        }
        if (diagnosis.examined() == 0) {
            return "Not known: none of the refused requests was examined.";
        }
        List<String> sentences = new ArrayList<>();
        boolean isOver = notice.event() == Event.RESOLVED;
        for (HotSpot spot : placesFirst(diagnosis.where())) {
            sentences.add(count(spot, diagnosis) + (sentences.isEmpty() ? requests(diagnosis) : "") + " "
                    + (isOver ? Phrases.wasOrWere(spot.refused()) : Phrases.isOrAre(spot.refused())) + " "
                    + place(spot) + ".");
        }
        if (sentences.isEmpty()) {
            sentences.add("Everywhere: no path, country or other part of the traffic "
                    + (isOver ? "stood out." : "stands out."));
        }
        sentences.add(viewers(diagnosis)
                + countries(diagnosis)
                + (notice.isOfAnIncident() && diagnosis.viewers().distinct() > FEW_VIEWERS
                        ? ", so not a single scanner."
                        : "."));
        switch (notice.diagnosed()) {
            case WHOLE -> {}
            case LAST_TEN_MINUTES -> sentences.add("These are numbers of the last ten minutes.");
            case LAST_HOUR -> sentences.add("These are numbers of the last hour.");
        }
        return String.join(" ", sentences);
    }

    /** A result type says how requests were refused and not where, so it comes last. */
    private static List<HotSpot> placesFirst(List<HotSpot> spots) {
        return spots.stream()
                .sorted(Comparator.comparing(spot -> spot.dimension().equals("resultType")))
                .toList();
    }

    private static String count(HotSpot spot, Diagnosis diagnosis) {
        return spot.refused() == diagnosis.examined()
                ? "All " + Phrases.number(diagnosis.examined())
                : Phrases.number(spot.refused()) + " of " + Phrases.number(diagnosis.examined());
    }

    private static String requests(Diagnosis diagnosis) {
        return (diagnosis.examined() < diagnosis.forbiddenInAll() ? " examined" : " refused")
                + (diagnosis.examined() == 1 ? " request" : " requests");
    }

    private static String place(HotSpot spot) {
        return switch (spot.dimension()) {
            case "path" -> "under " + spot.value();
            case "host" -> "to host " + spot.value();
            case "country" -> "from country " + spot.value();
            case "method" -> "with method " + spot.value();
            case "protocol" -> "over " + spot.value();
            case "edge" -> "at edge location " + spot.value();
            case "userAgent" ->
                spot.value().equals("other") ? "from other user agents" : "from user agent " + spot.value();
            case "resultType" -> "of result type " + spot.value();
            case "network" -> "from network " + spot.value();
            case "behavior" -> "in cache behavior " + spot.value();
            default -> "with " + spot.dimension() + " " + spot.value();
        };
    }

    private static String viewers(Diagnosis diagnosis) {
        long distinct = diagnosis.viewers().distinct();
        return distinct == 0 ? "No viewer addresses in the log" : Phrases.count(distinct, "viewer");
    }

    private static String countries(Diagnosis diagnosis) {
        if (diagnosis.countries().isEmpty()) {
            return "";
        }
        int countries = diagnosis.countries().getAsInt();
        String named = countries == 1 ? "1 country" : Phrases.number(countries) + " countries";
        return (diagnosis.viewers().distinct() == 0 ? "; " : " in ") + named;
    }

    /** What could not be looked at, and why. */
    static List<String> notChecked(Notice notice) {
        List<String> lines = new ArrayList<>();
        DistributionName name = notice.diagnosis().distribution();
        if (name.isUnknown()) {
            lines.add("The distribution's configuration: this account has no distribution " + name.id()
                    + ". It belongs to another account or no longer exists, so only its log was read.");
        }
        notice.diagnosis().notChecked().forEach(one -> lines.add(one.what() + ": " + one.why()));
        return lines;
    }
}
