package why403.tally;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Encodes numbers and texts in variable length, because most stored numbers are small: seven bits a byte, least first. */
public final class VariableLength {

    private VariableLength() {}

    /** Writes a number that is not negative. */
    public static void write(ByteArrayOutputStream out, long number) {
        long rest = number;
        while (rest > 0x7F) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Writes a text with its length before it. */
    public static void writeText(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(out, bytes.length);
        out.writeBytes(bytes);
    }

    /**
     * Reads a text.
     *
     * @throws java.nio.BufferUnderflowException if the bytes end before it does, or its length is invalid
     */
    public static String readText(ByteBuffer in) {
        long length = read(in);
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Reads how many entries follow.
     *
     * @throws java.nio.BufferUnderflowException if the bytes cannot hold as many
     */
    public static long readSize(ByteBuffer in) {
        long size = read(in);
        if (size < 0 || size > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return size;
    }

    /**
     * Makes sure that everything was read.
     *
     * @throws IllegalArgumentException if bytes are left that nothing explains
     */
    public static void checkEnd(ByteBuffer in) {
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("A stored value has " + in.remaining() + " bytes after its end");
        }
    }

    /**
     * Reads a number.
     *
     * @throws java.nio.BufferUnderflowException if the bytes end before it does
     * @throws IllegalArgumentException if it is longer than any written number
     */
    public static long read(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("A stored number has more than ten bytes");
    }
}
