package why403.aws;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Long texts as few bytes: an item of the table has room for 400 kB. */
final class Deflated {

    /** What would be longer is none of ours: a notice is bounded by what SNS takes. */
    private static final int MOST_BYTES = 16 << 20;

    private static final int BUFFER = 8192;

    private Deflated() {}

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

    /** @throws UnreadableItemException if the bytes are cut short, or no deflated text */
    static String unpack(byte[] packed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if ((length == 0 && !inflater.finished()) || out.size() > MOST_BYTES) {
                    throw new UnreadableItemException("a text in it is cut short after " + packed.length + " bytes");
                }
                out.write(buffer, 0, length);
            }
            return out.toString(StandardCharsets.UTF_8);
        } catch (DataFormatException garbage) {
            throw new UnreadableItemException("a text in it is not packed as this release packs it", garbage);
        } finally {
            inflater.end();
        }
    }
}
