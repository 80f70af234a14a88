package why403.diagnosis.signature;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Seconds since 1970, as {@code Expires} and the times of a policy contain them. */
final class EpochTime {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{13}");

    private EpochTime() {}

    /** The time; empty if the text is not a number of seconds. */
    static Optional<Instant> of(String digits) {
        return SECONDS.matcher(digits).matches()
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(digits)))
                : Optional.empty();
    }

    /** Whether the number has 13 digits, so that it must be milliseconds. */
    static boolean isInMilliseconds(String digits) {
        return MILLISECONDS.matcher(digits).matches();
    }
}
