package why403.policy;

import java.math.BigInteger;
import java.util.Optional;
import why403.text.IpAddress;

/**
 * An address or a CIDR range, of IPv4 or IPv6.
 *
 * @param size the length of an address in bits: 32 or 128
 * @param bits the number of leading bits of {@code address} that count
 */
public record AddressRange(BigInteger address, int size, int bits) {

    /** The range; empty if the text is neither an address nor a range. */
    public static Optional<AddressRange> parse(String text) {
        String[] parts = text.split("/", 2);
        Optional<byte[]> address = IpAddress.parse(parts[0]);
        if (parts.length == 1) {
            return address.map(bytes -> of(bytes, bytes.length * 8));
        }
        return parts[1].matches("\\d{1,3}")
                ? address.map(bytes -> of(bytes, Integer.parseInt(parts[1]))).filter(range -> range.bits <= range.size)
                : Optional.empty();
    }

    private static AddressRange of(byte[] bytes, int bits) {
        return new AddressRange(new BigInteger(1, bytes), bytes.length * 8, bits);
    }

    /** Whether this range contains all of that one. A range of the other address family is never contained. */
    public boolean contains(AddressRange that) {
        return size == that.size
                && bits <= that.bits
                && address.shiftRight(size - bits).equals(that.address.shiftRight(size - bits));
    }
}
