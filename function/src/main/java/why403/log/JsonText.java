package why403.log;

/** Reads the tokens of a JSON text in place. White space before a token is skipped. */
final class JsonText {

    private byte[] bytes = {};
    private int at;
    private int end;
    private int from;
    private int to;

    void begin(byte[] where, int start, int stop) {
        bytes = where;
        at = start;
        end = stop;
    }

    /** Where the value of the last token begins. */
    int from() {
        return from;
    }

    /** Where the value of the last token ends, exclusive. */
    int to() {
        return to;
    }

    boolean isAtEnd() {
        return peek() < 0;
    }

    boolean isNested() {
        int next = peek();
        return next == '{' || next == '[';
    }

    boolean isString() {
        return peek() == '"';
    }

    boolean skip(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    /** Reads a string and decodes its escapes in place; false, and nothing is consumed, if no string begins here. */
    boolean string() {
        if (!skip('"')) {
            return false;
        }
        from = at;
        while (at < end && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        to = at;
        while (at < end && bytes[at] != '"') {
            if (bytes[at] != '\\') {
                bytes[to++] = bytes[at++];
            } else if (!escape()) {
                return false;
            }
        }
        return at++ < end;
    }

    /** Reads a number, {@code true}, {@code false}, or {@code null}, which has no value. */
    boolean word() {
        peek();
        from = at;
        while (at < end && isOfWord(bytes[at])) {
            at++;
        }
        boolean isNull = at - from == 4 && bytes[from] == 'n';
        to = isNull ? from : at;
        return at > from;
    }

    private static boolean isOfWord(byte next) {
        return (next >= '0' && next <= '9')
                || (next >= 'a' && next <= 'z')
                || next == 'E'
                || next == '.'
                || next == '+'
                || next == '-';
    }

    /** Skips an object or array of any depth. */
    boolean skipNested() {
        int depth = 0;
        do {
            int next = peek();
            if (next < 0 || (next == '"' && !string())) {
                return false;
            }
            if (next != '"') {
                at++;
            }
            depth += next == '{' || next == '[' ? 1 : next == '}' || next == ']' ? -1 : 0;
        } while (depth > 0);
        return true;
    }

    private int peek() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
        return at < end ? bytes[at] & 0xFF : -1;
    }

    private boolean escape() {
        if (at + 1 >= end) {
            return false;
        }
        int escaped = bytes[at + 1];
        at += 2;
        if (escaped == 'u') {
            return codePoint();
        }
        int index = "\"\\/bfnrt".indexOf(escaped);
        if (index < 0) {
            return false;
        }
        bytes[to++] = (byte) "\"\\/\b\f\n\r\t".charAt(index);
        return true;
    }

    private boolean codePoint() {
        int unit = fourDigits();
        if (unit < 0) {
            return false;
        }
        if (Character.isHighSurrogate((char) unit) && at + 1 < end && bytes[at] == '\\' && bytes[at + 1] == 'u') {
            int before = at;
            at += 2;
            int low = fourDigits();
            if (low >= 0 && Character.isLowSurrogate((char) low)) {
                write(Character.toCodePoint((char) unit, (char) low));
                return true;
            }
            at = before;
        }
        write(Character.isSurrogate((char) unit) ? 0xFFFD : unit);
        return true;
    }

    private int fourDigits() {
        int value = 0;
        for (int stop = at + 4; at < stop; at++) {
            int digit = at < end ? Character.digit(bytes[at], 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    /** As UTF-8. */
    private void write(int codePoint) {
        if (codePoint < 0x80) {
            bytes[to++] = (byte) codePoint;
            return;
        }
        int following = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
        int lead = following == 1 ? 0xC0 : following == 2 ? 0xE0 : 0xF0;
        bytes[to++] = (byte) (lead | (codePoint >> (6 * following)));
        for (int i = following - 1; i >= 0; i--) {
            bytes[to++] = (byte) (0x80 | ((codePoint >> (6 * i)) & 0x3F));
        }
    }
}
