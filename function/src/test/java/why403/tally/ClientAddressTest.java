package why403.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two log lines are one client's if their address is the same, or for IPv6 the /64. */
class ClientAddressTest {

    @Test
    void addressesOfOneIpv6NetworkAreOneClient() {
        assertThat(hash("2001:db8:1:2:aaaa::1")).isEqualTo(hash("2001:db8:1:2::ffff"));
        assertThat(hash("2001:db8:1:2::1")).isNotEqualTo(hash("2001:db8:1:3::1"));
    }

    @Test
    void writtenShortOrLongAnIpv6AddressIsTheSame() {
        assertThat(hash("2001:db8::1")).isEqualTo(hash("2001:0db8:0000:0000:0000:0000:0000:0001"));
    }

    @Test
    void differentIpv4AddressesAreDifferentClients() {
        assertThat(hash("192.0.2.1")).isPresent().isNotEqualTo(hash("192.0.2.2"));
        assertThat(hash("192.0.2.1")).isNotEqualTo(hash("1.192.0.2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "***",
                "-",
                "",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.1.5",
                "192..2.1",
                "192.0.2.x",
                "2001:db8:::1",
                "2001:db8::zz",
                "example.com:80",
                ":"
            })
    void whatIsNoAddressHasNoHash(String text) {
        assertThat(hash(text)).isEmpty();
    }

    @Property
    void everyIpv4AddressHasAHash(
            @ForAll @ByteRange byte a,
            @ForAll @ByteRange byte b,
            @ForAll @ByteRange byte c,
            @ForAll @ByteRange byte d) {
        assertThat(hash((a & 0xFF) + "." + (b & 0xFF) + "." + (c & 0xFF) + "." + (d & 0xFF)))
                .isPresent();
    }

    @Property
    void noBytesAtAllAreTooStrange(@ForAll byte[] bytes) {
        assertThat(ClientAddress.hash(bytes, 0, bytes.length)).isNotNull();
    }

    private static OptionalLong hash(String address) {
        byte[] bytes = address.getBytes(StandardCharsets.ISO_8859_1);
        return ClientAddress.hash(bytes, 0, bytes.length);
    }
}
