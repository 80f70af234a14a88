package why403.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time that a person asks about.
 *
 * @param from the first instant; empty if there is no limit
 * @param to the end, exclusive; empty if there is no limit
 */
record TimeRange(Optional<Instant> from, Optional<Instant> to) {

    private static final Pattern LENGTH = Pattern.compile("([1-9]\\d{0,4})([mhd])");

    /**
     * Reads the options {@code --since}, or {@code --from} and {@code --to}.
     *
     * @throws WrongArgumentsException if one of them cannot be read, or if they contradict each other
     */
    static TimeRange of(Arguments arguments, Instant now) throws WrongArgumentsException {
        Optional<String> since = arguments.value("--since");
        Optional<Instant> from = time(arguments, "--from");
        Optional<Instant> to = time(arguments, "--to");
        if (since.isPresent() && (from.isPresent() || to.isPresent())) {
            throw new WrongArgumentsException("Give either --since, or --from and --to.");
        }
        if (since.isPresent()) {
            return new TimeRange(Optional.of(now.minus(length(since.get()))), Optional.empty());
        }
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new WrongArgumentsException("--from must be before --to.");
        }
        return new TimeRange(from, to);
    }

    private static Duration length(String text) throws WrongArgumentsException {
        Matcher matcher = LENGTH.matcher(text);
        if (!matcher.matches()) {
            throw new WrongArgumentsException(
                    "--since must be a number with m, h or d, such as 90m, 3h or 2d, not '" + text + "'.");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static Optional<Instant> time(Arguments arguments, String option) throws WrongArgumentsException {
        Optional<String> text = arguments.value(option);
        return text.isEmpty() ? Optional.empty() : Optional.of(time(option, text.get()));
    }

    /** In UTC if no offset is given. A day is its first instant. */
    private static Instant time(String option, String text) throws WrongArgumentsException {
        String iso = text.replace(' ', 'T');
        try {
            return iso.contains("T")
                    ? withOffset(iso)
                    : LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException garbage) {
            throw new WrongArgumentsException(option + " must be a time such as 2026-11-24T10:00Z, or a day such as"
                    + " 2026-11-24, in UTC; '" + text + "' is neither.");
        }
    }

    private static Instant withOffset(String iso) {
        boolean hasOffset = iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)");
        return hasOffset
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    boolean contains(long epochSecond) {
        return from.map(first -> epochSecond >= first.getEpochSecond()).orElse(true)
                && to.map(end -> epochSecond < end.getEpochSecond()).orElse(true);
    }
}
