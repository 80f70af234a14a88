package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Checks every member of a line of {@code replay --format json} without the code that writes it. */
final class NoticeContract {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final String MINUTE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:00Z";
    private static final double Z = 1.959963984540054;

    private NoticeContract() {}

    /** The notice of a line, after all its members and their order were checked. */
    static JsonNode parsed(String line) {
        try {
            JsonNode notice = MAPPER.readTree(line);
            check(notice);
            return notice;
        } catch (JsonProcessingException e) {
            throw new AssertionError("A line is no JSON: " + line, e);
        }
    }

    private static void check(JsonNode notice) {
        members(notice, "event incidentId distributionId scope at spike where causes notChecked");
        oneOf(notice, "event", "opened", "changed", "resolved", "expired");
        assertThat(notice.path("distributionId").textValue()).matches("E[A-Z0-9]+");
        assertThat(notice.path("scope").textValue()).matches("\\*|host:[^A-Z]+|path:/([^/]+/)?|behavior:.+");
        Instant.parse(notice.path("at").textValue());
        spike(notice.path("spike"));
        incidentId(notice);
        assertThat(notice.path("where")).hasSizeLessThanOrEqualTo(3).allSatisfy(NoticeContract::place);
        assertThat(notice.path("causes")).allSatisfy(NoticeContract::cause);
        assertThat(notice.path("notChecked")).allSatisfy(one -> {
            members(one, "what why");
            texts(one, "what", "why");
        });
        sharesSumToOne(notice);
    }

    private static void spike(JsonNode spike) {
        members(spike, "from to requests forbidden rate usualRate atLeast clients oneClient");
        assertThat(spike.path("from").textValue()).matches(MINUTE);
        assertThat(spike.path("to").textValue()).matches(MINUTE);
        assertThat(spike.path("requests").isIntegralNumber()).isTrue();
        assertThat(spike.path("forbidden").isIntegralNumber()).isTrue();
        double requests = spike.path("requests").asDouble();
        double rate = spike.path("forbidden").asDouble() / requests;
        thousandths(spike.path("rate"), Math.round(rate * 1000) / 1000.0);
        thousandths(spike.path("usualRate"), spike.path("usualRate").asDouble());
        double root = Math.sqrt(rate * (1 - rate) / requests + Z * Z / (4 * requests * requests));
        double atLeast = (rate + Z * Z / (2 * requests) - Z * root) / (1 + Z * Z / requests);
        thousandths(spike.path("atLeast"), Math.floor(atLeast * 1000) / 1000);
        assertThat(spike.path("clients").textValue()).matches("\\d|[1-5]\\d|6[0-4]|64\\+");
        assertThat(spike.path("oneClient").isBoolean()).isTrue();
    }

    private static void incidentId(JsonNode notice) {
        String from = notice.at("/spike/from").textValue().replaceAll("[-:]", "");
        String minute = from.substring(0, "20261124T1000".length()) + "Z";
        String id = notice.path("distributionId").textValue() + "-"
                + sha256(notice.path("scope").textValue()).substring(0, 8) + "-" + minute;
        assertThat(notice.path("incidentId").textValue()).isEqualTo(id);
    }

    private static void place(JsonNode place) {
        members(place, "dimension value explained timesElsewhere");
        oneOf(
                place,
                "dimension",
                "host",
                "path",
                "country",
                "method",
                "protocol",
                "edge",
                "userAgent",
                "resultType",
                "network",
                "behavior");
        texts(place, "value");
        assertThat(place.path("explained").isNumber()).isTrue();
        assertThat(place.path("timesElsewhere").isNumber()
                        || place.path("timesElsewhere").isNull())
                .isTrue();
    }

    private static void cause(JsonNode cause) {
        members(cause, "id kind certainty explained summary evidence remedy change");
        texts(cause, "id", "summary");
        oneOf(cause, "kind", "misconfiguration", "intended", "client", "unknown");
        oneOf(cause, "certainty", "confirmed", "likely", "possible");
        thousandths(cause.path("explained"), cause.path("explained").asDouble());
        allTexts(cause.path("evidence"));
        JsonNode remedy = cause.path("remedy");
        if (!remedy.isNull()) {
            members(remedy, "summary commands document");
            texts(remedy, "summary");
            allTexts(remedy.path("commands"));
            assertThat(remedy.path("document").isNull()
                            || remedy.path("document").isObject())
                    .isTrue();
        }
        JsonNode change = cause.path("change");
        if (!change.isNull()) {
            members(change, "eventName by at resource");
        }
    }

    private static void sharesSumToOne(JsonNode notice) {
        List<JsonNode> shares = notice.path("causes").findValues("explained");
        if (!notice.at("/spike/oneClient").booleanValue()) {
            assertThat(shares.stream().map(JsonNode::decimalValue).reduce((one, two) -> one.add(two)))
                    .hasValueSatisfying(sum -> assertThat(sum).isEqualByComparingTo("1"));
        }
    }

    private static void members(JsonNode object, String namesInOrder) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        assertThat(String.join(" ", names)).isEqualTo(namesInOrder);
    }

    private static void texts(JsonNode object, String... names) {
        for (String name : names) {
            assertThat(object.path(name).textValue()).as(name).isNotBlank();
        }
    }

    private static void allTexts(JsonNode array) {
        assertThat(array.isArray()).isTrue();
        assertThat(array).allSatisfy(one -> assertThat(one.textValue()).isNotBlank());
    }

    private static void oneOf(JsonNode object, String name, String... values) {
        assertThat(object.path(name).textValue()).isIn((Object[]) values);
    }

    /** Checks that a number has at most three decimals and this value. */
    private static void thousandths(JsonNode number, double value) {
        assertThat(number.isNumber()).isTrue();
        assertThat(number.decimalValue().stripTrailingZeros().scale()).isLessThanOrEqualTo(3);
        assertThat(number.doubleValue()).isEqualTo(value);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
