package why403.log.bytes;

import java.io.IOException;
import java.util.zip.CRC32;

/** The header of a gzip member: verified and skipped. */
final class GzipHeader {

    static final int MAGIC_1 = 0x1F;
    static final int MAGIC_2 = 0x8B;

    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int RESERVED = 0xE0;
    /** Modification time, extra flags and operating system. */
    private static final int SIX_UNUSED_BYTES = 6;

    private final StoredBytes stored;
    private final int member;
    private final CRC32 checksum = new CRC32();

    GzipHeader(StoredBytes stored, int member) {
        this.stored = stored;
        this.member = member;
    }

    void skip() throws IOException {
        if (next() != MAGIC_1 || next() != MAGIC_2) {
            throw new BrokenGzipException("gzip member " + (member - 1) + " is followed by bytes that are not gzip");
        }
        int method = next();
        int flags = next();
        if (method != DEFLATE || (flags & RESERVED) != 0) {
            throw new BrokenGzipException(
                    "gzip member " + member + " uses an unknown compression method or reserved flags");
        }
        skip(SIX_UNUSED_BYTES);
        skipOptionalParts(flags);
    }

    private void skipOptionalParts(int flags) throws IOException {
        if ((flags & EXTRA) != 0) {
            skip(twoBytes());
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        int expected = (int) checksum.getValue() & 0xFFFF;
        if ((flags & HEADER_CHECKSUM) != 0 && twoBytes() != expected) {
            throw new BrokenGzipException("gzip member " + member + " does not match its header checksum");
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        int next;
        do {
            next = next();
        } while (next != 0);
    }

    private int twoBytes() throws IOException {
        int low = next();
        return (next() << Byte.SIZE) | low;
    }

    private int next() throws IOException {
        int next = stored.next();
        if (next < 0) {
            throw new BrokenGzipException("gzip member " + member + " is cut short in its header");
        }
        checksum.update(next);
        return next;
    }
}
