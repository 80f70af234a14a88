package why403.log.bytes;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** A piece of an unpacked object. A block of length 0 marks the end. */
final class Block {

    private final byte[] bytes;
    private int length;

    Block(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Whether the source has ended, so no block follows this one. */
    boolean isLast() {
        return length < bytes.length || length == 0;
    }

    /** Reads until the block is full, the source ends, or the reader has stopped reading. */
    void fill(ByteSource source, BooleanSupplier abandoned) throws IOException {
        length = 0;
        while (length < bytes.length && !abandoned.getAsBoolean()) {
            int read = source.read(bytes, length, bytes.length - length);
            if (read < 0) {
                return;
            }
            length += read;
        }
    }
}
