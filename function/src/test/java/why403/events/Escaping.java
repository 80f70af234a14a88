package why403.events;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The log's own percent-encoding.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html">AWS:
 *     standard logging reference</a>
 */
final class Escaping {

    private static final String ESCAPED = "<>\"#%{}|\\^~[]'`";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Escaping() {}

    static String escape(String sent) {
        StringBuilder logged = new StringBuilder(sent.length());
        for (byte each : sent.getBytes(StandardCharsets.UTF_8)) {
            int value = each & 0xff;
            if (value <= 32 || value >= 127 || ESCAPED.indexOf(value) >= 0) {
                logged.append('%').append(HEX.toHexDigits(each));
            } else {
                logged.append((char) value);
            }
        }
        return logged.toString();
    }
}
