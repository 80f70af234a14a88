package why403.log;

import java.io.IOException;

/** A log's bytes, unpacked. */
interface ByteSource extends AutoCloseable {

    /** Up to {@code length} bytes, at least one; -1 at the end. */
    int read(byte[] into, int from, int length) throws IOException;

    @Override
    void close();
}
