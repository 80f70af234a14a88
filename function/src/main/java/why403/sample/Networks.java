package why403.sample;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import why403.log.Field;
import why403.log.LogRecord;
import why403.text.IpAddress;

/** Finds the network of a viewer's address, and the part of the address that counts as one viewer. */
final class Networks {

    private static final int IPV4_BYTES = 4;
    private static final String AUTONOMOUS_SYSTEM = "AS";

    private Networks() {}

    /** The text that identifies the network: {@code AS<asn>} if it is logged, otherwise the viewer's address. */
    static Optional<String> source(LogRecord record) {
        return record.number(Field.ASN).map(asn -> AUTONOMOUS_SYSTEM + asn).or(() -> record.raw(Field.CLIENT_ADDRESS));
    }

    /** {@code AS<asn>} unchanged, or the IPv4 /24 or IPv6 /48 of an address; empty if the address is masked. */
    static Optional<String> of(String source) {
        return source.startsWith(AUTONOMOUS_SYSTEM) ? Optional.of(source) : prefix(source);
    }

    /** The IPv4 address or the IPv6 /64, which counts as one viewer; empty if it is absent or masked. */
    static Optional<String> client(LogRecord record) {
        return record.value(Field.CLIENT_ADDRESS)
                .flatMap(IpAddress::parse)
                .map(address ->
                        address.length == IPV4_BYTES ? dotted(address, IPV4_BYTES) : groups(address, 4) + "/64");
    }

    private static Optional<String> prefix(String text) {
        return IpAddress.parse(text)
                .map(address ->
                        address.length == IPV4_BYTES ? dotted(address, 3) + ".0/24" : groups(address, 3) + "/48");
    }

    private static String dotted(byte[] address, int kept) {
        return IntStream.range(0, kept)
                .mapToObj(i -> Integer.toString(Byte.toUnsignedInt(address[i])))
                .collect(Collectors.joining("."));
    }

    private static String groups(byte[] address, int kept) {
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < kept; i++) {
            int group = Byte.toUnsignedInt(address[2 * i]) << 8 | Byte.toUnsignedInt(address[2 * i + 1]);
            groups.append(Integer.toHexString(group)).append(':');
        }
        return groups.append(':').toString().replaceFirst("(:0)+::$", "::");
    }
}
