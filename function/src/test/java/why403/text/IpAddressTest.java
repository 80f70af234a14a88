package why403.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.seeded.Generator;
import why403.seeded.Seeds;

class IpAddressTest {

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern VERSION_4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

    @Test
    void aVersion4AddressHasFourBytes() {
        assertThat(IpAddress.parse("192.0.2.255")).hasValue(new byte[] {(byte) 192, 0, 2, (byte) 255});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "1.2.3", "1.2.3.", "1.2.3.4.", "1.2.3.4.5", "01.2.3.4", "256.2.3.4", "1.2.3.x", "-"})
    void otherTextsAreNone(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @Seeds(2_000)
    void exactlyTheTextsOfThePatternAreVersion4(Generator given) {
        String text = given.oneIn(2)
                ? given.text("0125.9", 16)
                : given.between(0, 300) + "." + given.between(0, 300) + "." + given.between(0, 9) + ".0";
        assertThat(IpAddress.parse(text).isPresent())
                .isEqualTo(VERSION_4.matcher(text).matches());
    }
}
