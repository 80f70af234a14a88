package why403.aws.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Compresses with DEFLATE: a DynamoDB item has room for only 400 kB, and each kilobyte written costs a unit. */
final class Compressed {

    /** why403 writes nothing longer: SNS limits the size of a notice, and a tally has a bounded number of scopes. */
    private static final int MAX_BYTES = 16 << 20;

    /** The first byte of the zlib format with its largest window, which is what {@link Deflater} writes. */
    private static final byte FIRST_BYTE = 0x78;

    private static final int BUFFER = 8192;

    private Compressed() {}

    static byte[] text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] bytes(byte[] plain) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** @throws UnreadableItemException if the bytes are incomplete or not compressed */
    static String readText(byte[] packed) {
        return new String(read(packed), StandardCharsets.UTF_8);
    }

    /**
     * Reads bytes whose plain form begins with a small version number. Earlier releases stored them as they are.
     *
     * @throws UnreadableItemException if the bytes are compressed and incomplete
     */
    static byte[] readVersioned(byte[] stored) {
        return stored.length > 0 && stored[0] == FIRST_BYTE ? read(stored) : stored;
    }

    private static byte[] read(byte[] packed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if ((length == 0 && !inflater.finished()) || out.size() > MAX_BYTES) {
                    throw new UnreadableItemException(
                            "a compressed value in it ends too early, at byte " + packed.length);
                }
                out.write(buffer, 0, length);
            }
            return out.toByteArray();
        } catch (DataFormatException garbage) {
            throw new UnreadableItemException("a value in it is not compressed with DEFLATE", garbage);
        } finally {
            inflater.end();
        }
    }
}
