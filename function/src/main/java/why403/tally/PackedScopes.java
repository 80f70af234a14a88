package why403.tally;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The scopes of a tally as bytes, small enough for one item of a table. A version; then each scope in the order of
 * names: its name, for each minute requests (where not 0: forbidden; where not 0: ambiguous), and for each bin with
 * clients up to four hashes and their counts. Numbers are of variable length, seven bits a byte, least first.
 */
public final class PackedScopes {

    private static final byte VERSION = 1;

    private PackedScopes() {}

    /** Equal scopes give equal bytes. */
    public static byte[] pack(Map<Scope, ScopeTally> scopes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        out.write(VERSION);
        writeNumber(out, scopes.size());
        new TreeMap<>(scopes).forEach((scope, tally) -> {
            byte[] name = scope.name().getBytes(StandardCharsets.UTF_8);
            writeNumber(out, name.length);
            out.writeBytes(name);
            writeMinutes(out, tally);
            writeClients(out, tally);
        });
        return out.toByteArray();
    }

    /**
     * The scopes that were packed.
     *
     * @throws IllegalArgumentException with one sentence, if the bytes are cut short, of another version, or no packed
     *     scopes at all
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
            for (long left = readNumber(in); left > 0; left--) {
                byte[] name = new byte[(int) Math.min(readNumber(in), packed.length)];
                in.get(name);
                int[] counts = readMinutes(in);
                scopes.put(
                        new Scope(new String(name, StandardCharsets.UTF_8)), new ScopeTally(counts, readClients(in)));
            }
            return scopes;
        } catch (BufferUnderflowException cutShort) {
            throw new IllegalArgumentException(
                    "A stored tally is cut short after " + packed.length + " bytes", cutShort);
        }
    }

    private static void writeMinutes(ByteArrayOutputStream out, ScopeTally tally) {
        for (int minute = 0; minute < ScopeTally.MINUTES; minute++) {
            Counts counts = tally.minute(minute);
            writeNumber(out, counts.requests());
            if (counts.requests() > 0) {
                writeNumber(out, counts.forbidden());
            }
            if (counts.forbidden() > 0) {
                writeNumber(out, counts.ambiguous());
            }
        }
    }

    private static int[] readMinutes(ByteBuffer in) {
        int[] counts = new int[ScopeTally.MINUTES * 3];
        for (int at = 0; at < counts.length; at += 3) {
            counts[at] = (int) readNumber(in);
            counts[at + 1] = counts[at] > 0 ? (int) readNumber(in) : 0;
            counts[at + 2] = counts[at + 1] > 0 ? (int) readNumber(in) : 0;
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
                writeNumber(out, client.forbidden());
            }
        }
    }

    private static Map<Integer, List<ClientCount>> readClients(ByteBuffer in) {
        Map<Integer, List<ClientCount>> clients = new HashMap<>();
        for (int bin = 0; bin < ScopeTally.BINS; bin++) {
            List<ClientCount> ofBin = new ArrayList<>();
            for (int left = in.get(); left > 0; left--) {
                long client = in.getLong();
                long forbidden = readNumber(in);
                ofBin.add(new ClientCount(client, forbidden, forbidden));
            }
            if (!ofBin.isEmpty()) {
                clients.put(bin, List.copyOf(ofBin));
            }
        }
        return clients;
    }

    private static void writeNumber(ByteArrayOutputStream out, long number) {
        long rest = number;
        while (rest > 0x7F) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long readNumber(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("A stored tally holds a number of more than ten bytes");
    }
}
