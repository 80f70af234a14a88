package why403.tally;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Numbers of variable length, seven bits a byte, least first; what is stored has mostly small ones. */
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

    /**
     * The number that was written.
     *
     * @throws java.nio.BufferUnderflowException if the bytes end before it does
     * @throws IllegalArgumentException if it is longer than any that is written
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
