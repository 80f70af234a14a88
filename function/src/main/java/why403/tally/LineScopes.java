package why403.tally;

import java.util.Arrays;
import why403.log.Field;
import why403.log.LogLine;

/**
 * Finds the host and the first path segment of a line, as slices of bytes. One object serves many lines, one at a time.
 */
final class LineScopes {

    private static final Field[] HOSTS = {Field.HOST_HEADER, Field.HOST};

    private byte[] host = new byte[Values.LONGEST_BYTES];
    private int hostLength;

    /** The start of the first path segment with both slashes in the line's buffer; {@code /} for files at the root. */
    int pathFrom(LogLine line) {
        return line.start(Field.URI_STEM);
    }

    /** The end of the segment that begins there; not above {@code from} if the line has no path. */
    int pathTo(LogLine line, int from) {
        if (from < 0) {
            return from;
        }
        int end = line.end(Field.URI_STEM);
        byte[] buffer = line.buffer();
        if (from >= end || buffer[from] != '/') {
            return from;
        }
        for (int i = from + 1; i < end; i++) {
            if (buffer[i] == '/') {
                return i == from + 1 ? i : i + 1;
            }
        }
        return from + 1;
    }

    /** The field with the host: the requested one if the line has it, otherwise the distribution's own. */
    Field hostField(LogLine line) {
        return line.start(Field.HOST_HEADER) >= 0 ? Field.HOST_HEADER : Field.HOST;
    }

    /** Reads the requested host, or the distribution's own if it is not logged, in lower case; false if the line has none. */
    boolean readHost(LogLine line) {
        for (Field field : HOSTS) {
            int from = line.start(field);
            if (from >= 0) {
                lowerCase(line.buffer(), from, line.end(field));
                return true;
            }
        }
        return false;
    }

    /** The host that was read last: the first {@link #hostLength} bytes. */
    byte[] host() {
        return host;
    }

    int hostLength() {
        return hostLength;
    }

    private void lowerCase(byte[] buffer, int from, int to) {
        hostLength = to - from;
        if (hostLength > host.length) {
            host = Arrays.copyOf(host, hostLength * 2);
        }
        for (int i = 0; i < hostLength; i++) {
            byte b = buffer[from + i];
            host[i] = b >= 'A' && b <= 'Z' ? (byte) (b + 'a' - 'A') : b;
        }
    }
}
