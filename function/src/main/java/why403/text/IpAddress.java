package why403.text;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IPv4 and IPv6 addresses as they are written, and never looks up a name. */
public final class IpAddress {

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    private IpAddress() {}

    /**
     * The bytes of an address: 4 for IPv4 and for an IPv4 address that is mapped into IPv6, otherwise 16; empty for any
     * other text, such as a masked address.
     */
    public static Optional<byte[]> parse(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // The text has a colon and hexadecimal digits, or is a complete IPv4 address, so no name is looked up.
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }
}
