package why403.sample;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import why403.log.Field;
import why403.log.LogRecord;

/** The network and the client that a viewer's address belongs to. */
public final class Networks {

    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})\\.\\d{1,3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final String AUTONOMOUS_SYSTEM = "AS";

    private Networks() {}

    /** What a record's network follows from: {@code AS<asn>} where logged, else the viewer's address. */
    static Optional<String> source(LogRecord record) {
        return record.number(Field.ASN).map(asn -> AUTONOMOUS_SYSTEM + asn).or(() -> record.raw(Field.CLIENT_ADDRESS));
    }

    /** {@code AS<asn>} as it is, of an address the IPv4 /24 or the IPv6 /48; empty where it is masked. */
    static Optional<String> of(String source) {
        return source.startsWith(AUTONOMOUS_SYSTEM) ? Optional.of(source) : prefix(source);
    }

    /** The IPv4 address or the IPv6 /64: what counts as one client; empty where it is absent or masked. */
    public static Optional<String> client(LogRecord record) {
        return record.value(Field.CLIENT_ADDRESS)
                .flatMap(address -> IPV4.matcher(address).matches()
                        ? Optional.of(address)
                        : groups(address, 4).map(net -> net + "/64"));
    }

    private static Optional<String> prefix(String address) {
        var fourth = IPV4.matcher(address);
        return fourth.matches()
                ? Optional.of(fourth.group(1) + ".0/24")
                : groups(address, 3).map(net -> net + "/48");
    }

    private static Optional<String> groups(String address, int kept) {
        if (!IPV6.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress(); // a literal: no name is looked up
            return bytes.length == 16 ? Optional.of(shortened(bytes, kept)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty(); // no address: what is logged there may be masked
        }
    }

    private static String shortened(byte[] bytes, int kept) {
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < kept; i++) {
            int group = Byte.toUnsignedInt(bytes[2 * i]) << 8 | Byte.toUnsignedInt(bytes[2 * i + 1]);
            groups.append(Integer.toHexString(group)).append(':');
        }
        return groups.append(':').toString().replaceFirst("(:0)+::$", "::");
    }
}
