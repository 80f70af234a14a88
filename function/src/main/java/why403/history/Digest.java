package why403.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;
import why403.tally.PackedScopes;
import why403.tally.PackedTotals;
import why403.tally.Tally;

/** 128 bits of a SHA-256, which stand for a long value in memory. */
record Digest(long high, long low) {

    /** Of the object that was tallied. */
    static Digest ofObject(Tally tally) {
        return of(tally.object().identity().getBytes(StandardCharsets.UTF_8));
    }

    /** Of what the tally counts. Equal tallies have equal digests. */
    static Digest ofContent(Tally tally) {
        byte[] mapping =
                new TreeMap<>(tally.mapping().responseCodes()).toString().getBytes(StandardCharsets.UTF_8);
        return of(mapping, PackedScopes.pack(tally.scopes()), PackedTotals.pack(tally.totals()));
    }

    private static Digest of(byte[]... parts) {
        MessageDigest sha256 = sha256();
        for (byte[] part : parts) {
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
            sha256.update(part);
        }
        ByteBuffer bytes = ByteBuffer.wrap(sha256.digest());
        return new Digest(bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
