package why403.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import why403.policy.Variables.Expanded;
import why403.text.Glob;

/** Compares a value of the request with a value of a condition. If a value cannot be read, the result is unknown. */
interface ValueTest {

    ValueTest STRING =
            (requested, wanted, variables) -> variables.expand(wanted, false).test(glob -> glob.matches(requested));

    ValueTest STRING_LIKE =
            (requested, wanted, variables) -> variables.expand(wanted, true).test(glob -> glob.matches(requested));

    ValueTest STRING_IGNORE_CASE = (requested, wanted, variables) ->
            variables.expand(wanted, false).test(glob -> glob.matchesIgnoringCase(requested));

    /** Both values are Base64, and equal bytes have equal Base64. */
    ValueTest BINARY = (requested, wanted, variables) -> Match.of(requested.equals(wanted));

    ValueTest ARN = ValueTest::arn;

    ValueTest BOOL = (requested, wanted, variables) ->
            wanted.matches("(?i)true|false") ? Match.of(requested.equalsIgnoreCase(wanted)) : Match.UNREADABLE;

    ValueTest ADDRESS = (requested, wanted, variables) -> AddressRange.parse(wanted)
            .flatMap(range -> AddressRange.parse(requested).map(range::contains))
            .map(Match::of)
            .orElseGet(() -> Match.UNREADABLE);

    /** A marker for the operator {@code Null}, which tests whether the key is present and not its value. */
    ValueTest ABSENCE = (requested, wanted, variables) -> Match.UNREADABLE;

    Match holds(String requested, String wanted, Variables variables);

    static ValueTest numeric(IntPredicate order) {
        return ordered(ValueTest::number, order);
    }

    static ValueTest date(IntPredicate order) {
        return ordered(ValueTest::instant, order);
    }

    private static <T extends Comparable<T>> ValueTest ordered(
            Function<String, Optional<T>> parse, IntPredicate order) {
        return (requested, wanted, variables) -> parse.apply(requested)
                .flatMap(value -> parse.apply(wanted).map(value::compareTo))
                .map(compared -> Match.of(order.test(compared)))
                .orElseGet(() -> Match.UNREADABLE);
    }

    /**
     * Each of the six parts is compared by itself. AWS does not document what happens with text that is no ARN. It does not
     * match as a whole, so it does not match, unless wildcards stand for colons, as in {@code *}.
     */
    private static Match arn(String requested, String wanted, Variables variables) {
        Expanded expanded = variables.expand(wanted, true);
        Glob[] wantedParts = expanded.glob().map(glob -> glob.splitAtColons(6)).orElse(new Glob[0]);
        String[] parts = requested.split(":", 6);
        if (expanded.glob().isPresent() && (wantedParts.length < 6 || parts.length < 6)) {
            Match whole = expanded.test(glob -> glob.matches(requested));
            return whole.fails() ? whole : Match.UNREADABLE;
        }
        return expanded.test(glob -> {
            for (int i = 0; i < parts.length; i++) {
                if (!wantedParts[i].matches(parts[i])) {
                    return false;
                }
            }
            return true;
        });
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            if (text.matches("\\d{1,12}")) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }
}
