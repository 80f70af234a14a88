package why403.log.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;

/** The bytes of an object as they are stored, buffered. Never relies on what the stream says is available. */
final class StoredBytes {

    /** A larger buffer is not faster. The JDK's own 512 bytes are much slower. */
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream stored;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;

    StoredBytes(InputStream stored) {
        this.stored = stored;
    }

    /** Whether the first two bytes are these. Consumes nothing; call it before any byte is consumed. */
    boolean beginsWith(int first, int second) throws IOException {
        while (end < 2) {
            int read = stored.read(buffer, end, buffer.length - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return (buffer[0] & 0xFF) == first && (buffer[1] & 0xFF) == second;
    }

    boolean isAtEnd() throws IOException {
        while (at == end) {
            int read = stored.read(buffer, 0, buffer.length);
            if (read < 0) {
                return true;
            }
            at = 0;
            end = read;
        }
        return false;
    }

    /** The next byte, 0 to 255; -1 at the end. */
    int next() throws IOException {
        return isAtEnd() ? -1 : buffer[at++] & 0xFF;
    }

    /** Reads at most {@code length} bytes; returns how many, or -1 at the end. */
    int read(byte[] into, int from, int length) throws IOException {
        if (isAtEnd()) {
            return -1;
        }
        int read = Math.min(length, end - at);
        System.arraycopy(buffer, at, into, from, read);
        at += read;
        return read;
    }

    /** Gives all buffered bytes to the inflater; false at the end. */
    boolean feed(Inflater inflater) throws IOException {
        if (isAtEnd()) {
            return false;
        }
        inflater.setInput(buffer, at, end - at);
        at = end;
        return true;
    }

    /** Takes back the bytes that the inflater was given last and did not use. */
    void takeBack(Inflater inflater) {
        at = end - inflater.getRemaining();
    }
}
