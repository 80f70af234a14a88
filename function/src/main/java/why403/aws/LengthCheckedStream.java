package why403.aws;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;

/** The bytes of an S3 object. Fails if the response ends before its Content-Length, however it ends. */
final class LengthCheckedStream extends InputStream {

    private final ResponseInputStream<?> stream;
    private final long length;
    private long received;

    LengthCheckedStream(ResponseInputStream<?> stream, long length) {
        this.stream = stream;
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        int read = readSome(into, from, most);
        if (read < 0 && received < length) {
            throw endedEarly("", null);
        }
        received += Math.max(read, 0);
        return read;
    }

    private int readSome(byte[] into, int from, int most) throws IOException {
        try {
            return stream.read(into, from, most);
        } catch (IOException | RuntimeException thrown) {
            throw endedEarly(" (" + thrown.getMessage() + ")", thrown);
        }
    }

    private IOException endedEarly(String detail, Throwable cause) {
        return new IOException(
                "S3's response ended after byte " + received + " of " + length + detail
                        + "; why403 reads the object again when the message is delivered again",
                cause);
    }

    /** Aborts a response that was not read to its end, so that nothing waits for the rest. */
    @Override
    public void close() throws IOException {
        if (received < length) {
            stream.abort();
        } else {
            stream.close();
        }
    }
}
