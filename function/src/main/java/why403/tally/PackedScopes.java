package why403.tally;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The scopes of a tally as bytes, small enough for one item of a table. The format is a version, then each scope in the
 * order of names: its name, for each minute the requests (if not 0, the forbidden ones; if not 0, the ambiguous ones), and
 * for each bin up to four client hashes with their counts. Numbers are encoded by {@link VariableLength}.
 */
public final class PackedScopes {

    private static final byte VERSION = 1;

    private PackedScopes() {}

    /** Equal scopes give equal bytes. */
    public static byte[] pack(Map<Scope, ScopeTally> scopes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        out.write(VERSION);
        VariableLength.write(out, scopes.size());
        new TreeMap<>(scopes).forEach((scope, tally) -> {
            VariableLength.writeText(out, scope.name());
            writeMinutes(out, tally);
            writeClients(out, tally);
        });
        return out.toByteArray();
    }

    /**
     * The scopes that were packed.
     *
     * @throws IllegalArgumentException with one sentence, if the bytes are cut short, of another version, or are not packed
     *     scopes
     */
    public static Map<Scope, ScopeTally> unpack(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        try {
            byte version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "A stored tally has version " + version + ", and this release reads version " + VERSION);
            }
            Map<Scope, ScopeTally> scopes = new HashMap<>();
            for (long left = VariableLength.readSize(in); left > 0; left--) {
                scopes.put(new Scope(VariableLength.readText(in)), readTally(in));
            }
            VariableLength.checkEnd(in);
            return scopes;
        } catch (BufferUnderflowException cutShort) {
            throw new IllegalArgumentException(
                    "A stored tally is cut short after " + packed.length + " bytes", cutShort);
        }
    }

    private static ScopeTally readTally(ByteBuffer in) {
        int[] counts = readMinutes(in);
        return new ScopeTally(counts, readClients(in));
    }

    private static void writeMinutes(ByteArrayOutputStream out, ScopeTally tally) {
        for (int minute = 0; minute < ScopeTally.MINUTES; minute++) {
            Counts counts = tally.minute(minute);
            VariableLength.write(out, counts.requests());
            if (counts.requests() > 0) {
                VariableLength.write(out, counts.forbidden());
            }
            if (counts.forbidden() > 0) {
                VariableLength.write(out, counts.ambiguous());
            }
        }
    }

    private static int[] readMinutes(ByteBuffer in) {
        int[] counts = new int[ScopeTally.MINUTES * 3];
        for (int at = 0; at < counts.length; at += 3) {
            counts[at] = (int) VariableLength.read(in);
            counts[at + 1] = counts[at] > 0 ? (int) VariableLength.read(in) : 0;
            counts[at + 2] = counts[at + 1] > 0 ? (int) VariableLength.read(in) : 0;
        }
        return counts;
    }

    private static void writeClients(ByteArrayOutputStream out, ScopeTally tally) {
        for (int bin = 0; bin < ScopeTally.BINS; bin++) {
            List<ClientCount> clients = tally.clients(bin);
            out.write(clients.size());
            for (ClientCount client : clients) {
                out.writeBytes(
                        ByteBuffer.allocate(Long.BYTES).putLong(client.client()).array());
                VariableLength.write(out, client.forbidden());
            }
        }
    }

    private static Map<Integer, List<ClientCount>> readClients(ByteBuffer in) {
        Map<Integer, List<ClientCount>> clients = new HashMap<>();
        for (int bin = 0; bin < ScopeTally.BINS; bin++) {
            List<ClientCount> ofBin = new ArrayList<>();
            for (int left = in.get(); left > 0; left--) {
                long client = in.getLong();
                long forbidden = VariableLength.read(in);
                ofBin.add(new ClientCount(client, forbidden, forbidden));
            }
            if (!ofBin.isEmpty()) {
                clients.put(bin, List.copyOf(ofBin));
            }
        }
        return clients;
    }
}
