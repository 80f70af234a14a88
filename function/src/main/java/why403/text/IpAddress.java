package why403.text;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IPv4 and IPv6 addresses as they are written, and never looks up a name. */
public final class IpAddress {

    private static final int IPV4_BYTES = 4;
    private static final int LONGEST_IPV4 = "255.255.255.255".length();
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    private IpAddress() {}

    /**
     * The bytes of an address: 4 for IPv4 and for an IPv4 address that is mapped into IPv6, otherwise 16; empty for any
     * other text, such as a masked address.
     */
    public static Optional<byte[]> parse(String text) {
        byte[] version4 = new byte[IPV4_BYTES];
        if (isVersion4(text, version4)) {
            return Optional.of(version4);
        }
        if (!IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // The text has a colon and hexadecimal digits, so no name is looked up.
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Without a pattern, because a diagnosis reads tens of thousands. A leading zero could mean an octal number. */
    private static boolean isVersion4(String text, byte[] address) {
        int part = 0;
        int value = 0;
        int digits = 0;
        if (text.length() > LONGEST_IPV4) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (digits == 0 || part == IPV4_BYTES - 1) {
                    return false;
                }
                address[part++] = (byte) value;
                value = 0;
                digits = 0;
            } else {
                boolean isLeadingZero = digits > 0 && value == 0;
                value = value * 10 + c - '0';
                digits++;
                if (c < '0' || c > '9' || isLeadingZero || value > 255) {
                    return false;
                }
            }
        }
        address[part] = (byte) value;
        return part == IPV4_BYTES - 1 && digits > 0;
    }
}
