package why403.aws;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;

/** An object's bytes, all of them: a stream that breaks off before is an error, however it breaks. */
final class WholeStream extends InputStream {

    private final ResponseInputStream<?> stream;
    private final long length;
    private long received;

    WholeStream(ResponseInputStream<?> stream, long length) {
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
            throw broken("", null);
        }
        received += Math.max(read, 0);
        return read;
    }

    private int readSome(byte[] into, int from, int most) throws IOException {
        try {
            return stream.read(into, from, most);
        } catch (IOException | RuntimeException thrown) {
            throw broken(" (" + thrown.getMessage() + ")", thrown);
        }
    }

    private IOException broken(String how, Throwable cause) {
        return new IOException(
                "S3's answer broke off after " + received + " of " + length + " bytes" + how
                        + "; it is read again when the message comes again",
                cause);
    }

    /** What is not wanted is not waited for. */
    @Override
    public void close() throws IOException {
        if (received < length) {
            stream.abort();
        } else {
            stream.close();
        }
    }
}
