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
        byte[] bytes = bytes(raw);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int escaped = escapeAt(bytes, i);
            bytes[length++] = escaped < 0 ? bytes[i] : (byte) escaped;
            i += escaped < 0 ? 0 : 2;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String raw) {
        if (raw.chars().allMatch(c -> c < 256)) {
            return raw.getBytes(StandardCharsets.ISO_8859_1);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) < 256) {
                bytes.write(raw.charAt(i));
            } else {
                bytes.writeBytes(String.valueOf(raw.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
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

    private static int escapeAt(byte[] bytes, int at) {
        if (bytes[at] != '%' || at + 2 >= bytes.length) {
            return -1;
        }
        int high = Character.digit(bytes[at + 1], 16);
        int low = Character.digit(bytes[at + 2], 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
