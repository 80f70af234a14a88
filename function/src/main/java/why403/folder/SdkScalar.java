package why403.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads single values as the AWS CLI prints them. A value is empty if the JSON does not have that type. */
final class SdkScalar {

    /**
     * ISO 8601, in UTC if there is no offset, and HTTP dates, which version 1 of the CLI prints for headers.
     *
     * @see <a href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html">AWS:
     *     cli_timestamp_format</a>
     */
    private static final List<DateTimeFormatter> TIMES = List.of(
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            DateTimeFormatter.ISO_LOCAL_DATE_TIME.withZone(ZoneOffset.UTC),
            DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .appendOffset("+HHMM", "Z")
                    .toFormatter(Locale.ROOT));

    private SdkScalar() {}

    static Optional<Object> string(JsonNode node) {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    static Optional<Object> bool(JsonNode node) {
        return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
    }

    static Optional<Object> integer(JsonNode node) {
        return isWhole(node) && node.canConvertToInt() ? Optional.of(node.intValue()) : Optional.empty();
    }

    static Optional<Object> longInteger(JsonNode node) {
        return isWhole(node) && node.canConvertToLong() ? Optional.of(node.longValue()) : Optional.empty();
    }

    private static boolean isWhole(JsonNode node) {
        return node.isNumber() && node.canConvertToExactIntegral();
    }

    static Optional<BigDecimal> number(JsonNode node) {
        return isFinite(node) ? Optional.of(node.decimalValue()) : Optional.empty();
    }

    /** A number that is too large for the SDK's type is empty, because JSON does not limit numbers. */
    private static boolean isFinite(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.doubleValue());
    }

    static Optional<Object> instant(JsonNode node) {
        return isFinite(node)
                ? epochSeconds(node.decimalValue())
                : TIMES.stream()
                        .flatMap(form -> parse(form, node.asText()).stream())
                        .findFirst();
    }

    private static Optional<Object> epochSeconds(BigDecimal seconds) {
        try {
            long whole = seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
            long nanos = seconds.subtract(BigDecimal.valueOf(whole))
                    .movePointRight(9)
                    .longValue();
            return Optional.of(Instant.ofEpochSecond(whole, nanos));
        } catch (ArithmeticException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> parse(DateTimeFormatter form, String text) {
        try {
            return Optional.of(form.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
