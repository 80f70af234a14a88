package why403.tally;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import why403.text.IpAddress;

/** Identifies a viewer for counting: by the IPv4 address, or by the IPv6 /64, which one household or host has. */
final class ClientAddress {

    private ClientAddress() {}

    /** The address or /64 in {@code bytes[from, to)} as a number; empty if it is masked or not an address. */
    static OptionalLong of(byte[] bytes, int from, int to) {
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
        return dots == 3 && part >= 0 ? OptionalLong.of((address << 8) | part) : OptionalLong.empty();
    }

    private static OptionalLong ofVersion6(String text) {
        Optional<byte[]> address = IpAddress.parse(text);
        return address.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        address.get().length == 16
                                ? ByteBuffer.wrap(address.get()).getLong()
                                : ByteBuffer.wrap(address.get()).getInt() & 0xFFFF_FFFFL);
    }
}
