package why403.aws.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Compresses long texts with DEFLATE, because a DynamoDB item has room for only 400 kB. */
final class CompressedText {

    /** why403 writes no longer text: SNS limits the size of a notice. */
    private static final int MAX_BYTES = 16 << 20;

    private static final int BUFFER = 8192;

    private CompressedText() {}

    static byte[] pack(String text) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
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
    static String unpack(byte[] packed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if ((length == 0 && !inflater.finished()) || out.size() > MAX_BYTES) {
                    throw new UnreadableItemException(
                            "a compressed text in it ends too early, at byte " + packed.length);
                }
                out.write(buffer, 0, length);
            }
            return out.toString(StandardCharsets.UTF_8);
        } catch (DataFormatException garbage) {
            throw new UnreadableItemException("a text in it is not compressed with DEFLATE", garbage);
        } finally {
            inflater.end();
        }
    }
}
