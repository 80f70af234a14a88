package why403.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two records belong to one client if they have the same IPv4 address or the same IPv6 /64. */
class ClientAddressTest {

    @Test
    void addressesOfOneIpv6NetworkAreOneClient() {
        assertThat(hash("2001:db8:1:2:aaaa::1")).isEqualTo(hash("2001:db8:1:2::ffff"));
        assertThat(hash("2001:db8:1:2::1")).isNotEqualTo(hash("2001:db8:1:3::1"));
    }

    @Test
    void theShortAndTheLongFormOfAnIpv6AddressAreTheSameClient() {
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
    void aTextThatIsNotAnAddressHasNoHash(String text) {
        assertThat(hash(text)).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyIpv4AddressHasAHash(long seed) {
        String address =
                new Random(seed).ints(4, 0, 256).mapToObj(String::valueOf).collect(Collectors.joining("."));

        assertThat(hash(address)).as(address).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "255.255.255.255"})
    void theFirstAndTheLastIpv4AddressHaveAHash(String address) {
        assertThat(hash(address)).isPresent();
    }

    /** Half of them use only the characters of addresses, so that the parsers read further than the first byte. */
    @ParameterizedTest
    @MethodSource("seeds")
    void anyBytesHaveAHashOrNone(long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        if (seed % 2 == 0) {
            String characters = "0123456789abcdefABCDEF.:";
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) characters.charAt(random.nextInt(characters.length()));
            }
        }

        assertThat(ClientAddress.of(bytes, 0, bytes.length)).isNotNull();
    }

    private static OptionalLong hash(String address) {
        byte[] bytes = address.getBytes(StandardCharsets.ISO_8859_1);
        return ClientAddress.of(bytes, 0, bytes.length);
    }
}
