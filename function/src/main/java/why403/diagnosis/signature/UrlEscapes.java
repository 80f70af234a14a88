package why403.diagnosis.signature;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import why403.log.PercentDecoding;

/** The ways in which programs write one and the same part of a URL. */
final class UrlEscapes {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final String UNRESERVED = "-._~";

    private UrlEscapes() {}

    static String decoded(String part) {
        return PercentDecoding.once(part);
    }

    /** The part with every byte escaped that is neither a letter, a digit, one of {@code -._~} nor kept. */
    static String encoded(String part, String kept) {
        StringBuilder text = new StringBuilder(part.length());
        for (byte each : part.getBytes(StandardCharsets.UTF_8)) {
            int value = each & 0xff;
            boolean isPlain = (value >= '0' && value <= '9')
                    || (value >= 'A' && value <= 'Z')
                    || (value >= 'a' && value <= 'z')
                    || UNRESERVED.indexOf(value) >= 0
                    || kept.indexOf(value) >= 0;
            if (isPlain) {
                text.append((char) value);
            } else {
                text.append('%').append(HEX.toHexDigits(each));
            }
        }
        return text.toString();
    }

    static String upperCase(String part) {
        return ESCAPE.matcher(part).replaceAll(escape -> escape.group().toUpperCase(Locale.ROOT));
    }

    static String lowerCase(String part) {
        return ESCAPE.matcher(part).replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
    }

    /** The part as it was before something escaped its escapes. */
    static String escapedAgain(String part) {
        return part.replace("%", "%25");
    }

    /** {@code +} for the escape of a space. */
    static String plusForSpace(String part) {
        return part.replace("%20", "+");
    }

    /** The escape of a space for {@code +}. */
    static String spaceForPlus(String part) {
        return part.replace("+", "%20");
    }
}
