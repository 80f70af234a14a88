package why403.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The formats of standard logs.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html">AWS: standard
 *     logging (v2)</a>
 */
enum LogFormat {
    /** The 33 columns of the legacy logs. */
    LEGACY {
        @Override
        String render(List<Line> lines) {
            return "#Version: 1.0\n#Fields: " + String.join(" ", LEGACY_FIELDS) + "\n"
                    + delimited(lines, LEGACY_FIELDS, "\t");
        }
    },
    /** v2 w3c, more columns and in another order. */
    W3C {
        @Override
        String render(List<Line> lines) {
            return "#Version: 1.0\n#Fields: " + String.join(" ", W3C_FIELDS) + "\n"
                    + delimited(lines, W3C_FIELDS, "\t");
        }
    },
    /** v2 plain with a few columns and a delimiter of one's own. */
    PLAIN {
        @Override
        String render(List<Line> lines) {
            return String.join("|", PLAIN_FIELDS) + "\n" + delimited(lines, PLAIN_FIELDS, "|");
        }
    },
    /** v2 JSON, one object a line, every value a string. */
    JSON {
        @Override
        String render(List<Line> lines) {
            return lines.stream().map(line -> object(line) + "\n").collect(Collectors.joining());
        }
    };

    private static final List<String> LEGACY_FIELDS =
            names("date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer)"
                    + " cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header"
                    + " cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher"
                    + " x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port"
                    + " time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start"
                    + " sc-range-end");
    private static final List<String> W3C_FIELDS = names("timestamp DistributionId " + String.join(" ", LEGACY_FIELDS)
            + " timestamp(ms) origin-fbl origin-lbl asn c-country cache-behavior-path-pattern");
    private static final List<String> PLAIN_FIELDS = names("date time c-ip cs-method cs-uri-stem sc-status"
            + " x-edge-result-type x-edge-detailed-result-type sc-content-type sc-content-len c-country");
    private static final List<String> JSON_FIELDS = names(String.join(" ", LEGACY_FIELDS) + " c-country");

    /** The whole text of a log object. */
    abstract String render(List<Line> lines);

    private static List<String> names(String spaced) {
        return List.of(spaced.split(" ", -1));
    }

    private static String delimited(List<Line> lines, List<String> fields, String delimiter) {
        return lines.stream()
                .map(line -> fields.stream().map(line::value).collect(Collectors.joining(delimiter)) + "\n")
                .collect(Collectors.joining());
    }

    private static ObjectNode object(Line line) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        JSON_FIELDS.forEach(field -> object.put(field, line.value(field)));
        return object;
    }
}
