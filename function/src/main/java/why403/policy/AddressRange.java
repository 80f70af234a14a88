package why403.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address or a CIDR range, of IPv4 or IPv6.
 *
 * @param size of an address of its family, in bits: 32 or 128
 * @param bits how many leading bits of {@code address} count
 */
record AddressRange(BigInteger address, int size, int bits) {

    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    /** Empty where the text is neither; never looks up a name. */
    static Optional<AddressRange> parse(String text) {
        String[] parts = text.split("/", 2);
        Optional<byte[]> address = address(parts[0]);
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

    private static Optional<byte[]> address(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    /** Whether all of that range lies in this one; an address of the other family never does. */
    boolean contains(AddressRange that) {
        return size == that.size
                && bits <= that.bits
                && address.shiftRight(size - bits).equals(that.address.shiftRight(size - bits));
    }
}
