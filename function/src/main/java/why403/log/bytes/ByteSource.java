package why403.log.bytes;

import java.io.IOException;

/** The bytes of an object, unpacked. */
interface ByteSource extends AutoCloseable {

    /** Reads between one and {@code length} bytes; returns how many, or -1 at the end. */
    int read(byte[] into, int from, int length) throws IOException;

    @Override
    void close();
}
