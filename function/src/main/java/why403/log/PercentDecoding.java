package why403.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-decoding that never fails: a {@code %} that does not begin an escape stays as it is. */
public final class PercentDecoding {

    private PercentDecoding() {}

    /**
     * Decodes one layer.
     *
     * @param raw one {@code char} for each byte, as in {@link LogRecord#raw}; a {@code char} above 255 stands for its
     *     UTF-8 bytes
     * @return the bytes as UTF-8 text; malformed bytes become U+FFFD
     */
    public static String once(String raw) {
        if (isPlain(raw)) {
            return raw;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            int escaped = escapeAt(raw, i);
            if (escaped >= 0) {
                bytes.write(escaped);
                i += 2;
            } else if (raw.charAt(i) < 256) {
                bytes.write(raw.charAt(i));
            } else {
                bytes.writeBytes(String.valueOf(raw.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%' || c >= 128) {
                return false;
            }
        }
        return true;
    }

    private static int escapeAt(String raw, int at) {
        if (raw.charAt(at) != '%' || at + 2 >= raw.length()) {
            return -1;
        }
        int high = Character.digit(raw.charAt(at + 1), 16);
        int low = Character.digit(raw.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
