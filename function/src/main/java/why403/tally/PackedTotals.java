package why403.tally;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Totals of scopes as bytes. The format is a version, then each scope in the order of names: its name, the requests, the
 * forbidden ones and, if these are not 0, the ambiguous ones. Numbers are encoded by {@link VariableLength}.
 */
public final class PackedTotals {

    private static final byte VERSION = 1;

    /** No hour of a distribution has more. So sums and products of totals do not overflow. */
    private static final long MOST_REQUESTS = 1L << 31;

    private PackedTotals() {}

    /** Equal totals give equal bytes. */
    public static byte[] pack(Map<Scope, Counts> totals) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        out.write(VERSION);
        VariableLength.write(out, totals.size());
        new TreeMap<>(totals).forEach((scope, total) -> {
            VariableLength.writeText(out, scope.name());
            VariableLength.write(out, total.requests());
            VariableLength.write(out, total.forbidden());
            if (total.forbidden() > 0) {
                VariableLength.write(out, total.ambiguous());
            }
        });
        return out.toByteArray();
    }

    /**
     * The totals that were packed.
     *
     * @throws IllegalArgumentException with one sentence, if the bytes are cut short, of another version, or are not packed
     *     totals
     */
    public static Map<Scope, Counts> unpack(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        try {
            byte version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "Stored totals have version " + version + ", and this release reads version " + VERSION);
            }
            Map<Scope, Counts> totals = new HashMap<>();
            for (long left = VariableLength.readSize(in); left > 0; left--) {
                totals.put(new Scope(VariableLength.readText(in)), read(in));
            }
            VariableLength.checkEnd(in);
            return totals;
        } catch (BufferUnderflowException cutShort) {
            throw new IllegalArgumentException(
                    "Stored totals are cut short after " + packed.length + " bytes", cutShort);
        }
    }

    private static Counts read(ByteBuffer in) {
        long requests = VariableLength.read(in);
        if (requests > MOST_REQUESTS) {
            throw new IllegalArgumentException("A stored total has more requests than an hour can have: " + requests);
        }
        long forbidden = VariableLength.read(in);
        return new Counts(requests, forbidden, forbidden > 0 ? VariableLength.read(in) : 0);
    }
}
