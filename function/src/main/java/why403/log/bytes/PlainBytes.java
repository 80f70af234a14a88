package why403.log.bytes;

import java.io.IOException;

/** The bytes of an object that is not packed. */
record PlainBytes(StoredBytes stored) implements ByteSource {

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        return stored.read(into, from, length);
    }

    /** Nothing to release: the stream belongs to the caller. */
    @Override
    public void close() {}
}
