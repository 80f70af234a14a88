package why403.log.bytes;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952): every member, with its checksum and length verified. {@link java.util.zip.GZIPInputStream} is
 * not enough: if the stream has no bytes available at the end of a member, some patch levels of the JDK stop there and
 * lose the members that follow.
 */
final class Gunzip implements ByteSource {

    private final StoredBytes stored;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private int member;
    private boolean inMember;

    Gunzip(StoredBytes stored) {
        this.stored = stored;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        while (inMember || beginMember()) {
            int read = inflate(into, from, length);
            if (read > 0) {
                return read;
            }
        }
        return -1;
    }

    private boolean beginMember() throws IOException {
        if (stored.isAtEnd()) {
            return false;
        }
        member++;
        new GzipHeader(stored, member).skip();
        inflater.reset();
        checksum.reset();
        inMember = true;
        return true;
    }

    /** Returns 0 only when the member has ended. */
    private int inflate(byte[] into, int from, int length) throws IOException {
        while (!inflater.finished()) {
            int read = inflateOnce(into, from, length);
            if (read > 0) {
                checksum.update(into, from, read);
                return read;
            }
            if (inflater.needsDictionary()) {
                throw new BrokenGzipException("gzip member " + member + " needs a preset dictionary");
            }
            if (!inflater.finished() && !stored.feed(inflater)) {
                throw new BrokenGzipException("gzip member " + member + " is cut short");
            }
        }
        endMember();
        return 0;
    }

    private int inflateOnce(byte[] into, int from, int length) throws BrokenGzipException {
        try {
            return inflater.inflate(into, from, length);
        } catch (DataFormatException broken) {
            throw new BrokenGzipException("gzip member " + member + " is damaged (" + broken.getMessage() + ")");
        }
    }

    private void endMember() throws IOException {
        stored.takeBack(inflater);
        if (fourBytes() != checksum.getValue()) {
            throw new BrokenGzipException("gzip member " + member + " does not match its checksum");
        }
        if (fourBytes() != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw new BrokenGzipException("gzip member " + member + " does not match its length");
        }
        inMember = false;
    }

    private long fourBytes() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            int next = stored.next();
            if (next < 0) {
                throw new BrokenGzipException("gzip member " + member + " is cut short in its trailer");
            }
            value |= (long) next << shift;
        }
        return value;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
