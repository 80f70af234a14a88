package why403.history;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import why403.tally.Counts;
import why403.tally.Scope;
import why403.tally.ScopeTally;
import why403.tally.VariableLength;

/**
 * The bins of an hour's sum as bytes, for one item of a table. The format is a version, then each scope in the order of
 * names: its name, and for each of twelve bins the requests (if not 0, the forbidden ones; if not 0, the ambiguous ones).
 * Numbers are encoded by {@link VariableLength}.
 */
public final class PackedBins {

    private static final byte VERSION = 1;

    private PackedBins() {}

    /** Equal bins give equal bytes. */
    public static byte[] pack(Map<Scope, List<Counts>> bins) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        out.write(VERSION);
        VariableLength.write(out, bins.size());
        new TreeMap<>(bins).forEach((scope, counts) -> {
            VariableLength.writeText(out, scope.name());
            counts.forEach(count -> write(out, count));
        });
        return out.toByteArray();
    }

    /**
     * Reads packed bins.
     *
     * @throws IllegalArgumentException with one sentence, if the bytes are cut short, have another version or are not
     *     packed bins
     */
    public static Map<Scope, List<Counts>> unpack(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        try {
            byte version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "A stored sum has version " + version + ", and this release reads version " + VERSION);
            }
            Map<Scope, List<Counts>> bins = new HashMap<>();
            for (long left = VariableLength.readSize(in); left > 0; left--) {
                bins.put(new Scope(VariableLength.readText(in)), readBins(in));
            }
            VariableLength.checkEnd(in);
            return bins;
        } catch (BufferUnderflowException cutShort) {
            throw new IllegalArgumentException("A stored sum is cut short after " + packed.length + " bytes", cutShort);
        }
    }

    private static void write(ByteArrayOutputStream out, Counts counts) {
        VariableLength.write(out, counts.requests());
        if (counts.requests() > 0) {
            VariableLength.write(out, counts.forbidden());
        }
        if (counts.forbidden() > 0) {
            VariableLength.write(out, counts.ambiguous());
        }
    }

    private static List<Counts> readBins(ByteBuffer in) {
        List<Counts> bins = new ArrayList<>();
        for (int bin = 0; bin < ScopeTally.BINS; bin++) {
            long requests = VariableLength.read(in);
            long forbidden = requests > 0 ? VariableLength.read(in) : 0;
            bins.add(new Counts(requests, forbidden, forbidden > 0 ? VariableLength.read(in) : 0));
        }
        return List.copyOf(bins);
    }
}
