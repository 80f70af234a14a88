package why403.alert;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import why403.cause.Cause;
import why403.cause.Headline;
import why403.cause.Kind;
import why403.spike.Event;

/**
 * The answer in one line: {@code cdn.example.com: 64 % 403s - bucket example-assets has no bucket policy}. It is plain
 * text of any length; each form cuts it to its own room.
 */
final class Title {

    private static final String SAMPLE = "SAMPLE, nothing is wrong: ";
    private static final String INFO = "Info: ";
    private static final String CHANGED = "Changed: ";
    private static final String RESOLVED = "Resolved: ";
    private static final String EXPIRED = "Not resolved: ";
    private static final String CUT = "...";

    private final String prefix;
    private final String host;
    private final String rate;
    private final Optional<String> reason;

    private Title(String prefix, String host, String rate, Optional<String> reason) {
        this.prefix = prefix;
        this.host = host;
        this.rate = rate;
        this.reason = reason;
    }

    static Title of(Notice notice) {
        ShownCauses causes = ShownCauses.of(notice.diagnosis());
        return new Title(
                prefix(notice, causes),
                notice.diagnosis().distribution().host(),
                Numbers.percent(notice.spike().rate()) + " 403s",
                reason(notice, causes));
    }

    private static String prefix(Notice notice, ShownCauses causes) {
        String info = causes.areIntended() ? INFO : "";
        return (notice.isSample() ? SAMPLE : "")
                + switch (notice.event()) {
                    case OPENED, DIAGNOSED -> info;
                    case CHANGED -> info + CHANGED;
                    case RESOLVED -> RESOLVED;
                    case EXPIRED -> EXPIRED;
                };
    }

    /** Empty at the end of an incident of which the causes are not known any more. */
    private static Optional<String> reason(Notice notice, ShownCauses causes) {
        boolean isOver = notice.event() == Event.RESOLVED;
        if (notice.spike().forbidden() == 0) {
            return Optional.empty();
        }
        if (!notice.alerts()) {
            return Optional.of(isOver ? "all came from one viewer" : "all from one viewer");
        }
        Optional<String> named = causes.first().map(cause -> hedge(cause) + atMostTenWords(headline(cause, isOver)));
        return named.isEmpty() && !isOver ? Optional.of("not explained yet") : named;
    }

    private static String headline(Cause cause, boolean isOver) {
        Headline headline = cause.headline();
        return isOver ? headline.past() : headline.now();
    }

    /** Nobody reads "possibly not explained". */
    private static String hedge(Cause cause) {
        if (cause.kind() == Kind.UNKNOWN) {
            return "";
        }
        return switch (cause.certainty()) {
            case CONFIRMED -> "";
            case LIKELY -> "probably ";
            case POSSIBLE -> "possibly ";
        };
    }

    private static String atMostTenWords(String headline) {
        List<String> words = Arrays.asList(headline.strip().split("\\s+"));
        return words.size() <= Headline.MOST_WORDS
                ? String.join(" ", words)
                : words.stream().limit(Headline.MOST_WORDS).collect(Collectors.joining(" ")) + CUT;
    }

    /**
     * The title with its host and rate first if that fits, otherwise with its cause first, so that a cut loses what the
     * reader can find in the text.
     */
    String fitting(Predicate<String> fits) {
        String whole =
                prefix + host + ": " + rate + reason.map(why -> " - " + why).orElse("");
        if (fits.test(whole) || reason.isEmpty()) {
            return whole;
        }
        String causeFirst = prefix + reason.get() + " - " + host;
        String withRate = causeFirst + ": " + rate;
        return fits.test(withRate) ? withRate : causeFirst;
    }
}
