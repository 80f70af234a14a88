package why403.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Undoes percent-encoding without ever failing: a {@code %} that begins no escape stands for itself. */
public final class PercentDecoding {

    private PercentDecoding() {}

    /**
     * One layer of percent-encoding undone.
     *
     * @param raw one {@code char} a byte, as {@link LogRecord#raw} gives it; a {@code char} above 255 is taken as UTF-8
     * @return the bytes read as UTF-8, malformed ones replaced by U+FFFD
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
