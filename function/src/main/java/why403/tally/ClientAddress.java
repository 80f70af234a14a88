package why403.tally;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import why403.text.IpAddress;

/** Identifies a viewer for counting: by the IPv4 address, or by the IPv6 /64, which one household or host has. */
final class ClientAddress {

    private ClientAddress() {}

    /** A hash of the address in {@code bytes[from, to)}; empty if it is masked or not an address. */
    static OptionalLong hash(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == ':') {
                return ofVersion6(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
            }
        }
        return ofVersion4(bytes, from, to);
    }

    private static OptionalLong ofVersion4(byte[] bytes, int from, int to) {
        long address = 0;
        int part = -1;
        int dots = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '.' && part >= 0) {
                address = (address << 8) | part;
                part = -1;
                dots++;
            } else if (bytes[i] >= '0' && bytes[i] <= '9') {
                part = Math.max(part, 0) * 10 + bytes[i] - '0';
            } else {
                return OptionalLong.empty();
            }
            if (part > 255 || dots > 3) {
                return OptionalLong.empty();
            }
        }
        return dots == 3 && part >= 0 ? OptionalLong.of(mix((address << 8) | part)) : OptionalLong.empty();
    }

    private static OptionalLong ofVersion6(String text) {
        Optional<byte[]> address = IpAddress.parse(text);
        return address.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(mix(
                        address.get().length == 16
                                ? ByteBuffer.wrap(address.get()).getLong()
                                : ByteBuffer.wrap(address.get()).getInt() & 0xFFFF_FFFFL));
    }

    /** The finalizer of MurmurHash3: every bit of the address affects every bit of the hash. */
    private static long mix(long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
