package why403.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.diagnosis.Logged;
import why403.log.Field;
import why403.seeded.Generator;
import why403.seeded.Seeds;

class DimensionReaderTest {

    private static String in(Dimension dimension, Logged logged) {
        return new DimensionReader().of(logged.record()).in(dimension).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({"/img/logo.png, /img/", "/img/, /img/", "/index.html, /", "/, /", "//a, //", "/a%20b/c, /a%20b/"})
    void thePathIsItsFirstSegment(String path, String expected) {
        assertThat(in(Dimension.PATH, Logged.forbidden().path(path))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, 192.0.2.0/24",
        "2001:db8:a:b::1, 2001:db8:a::/48",
        "2001:db8::1, 2001:db8::/48",
        "::ffff:192.0.2.1, 192.0.2.0/24",
        "999.1.1.1, none",
        "***, none",
        "1.2.3, none"
    })
    void theNetworkIsAPrefixOfTheAddress(String address, String expected) {
        assertThat(in(Dimension.NETWORK, Logged.forbidden().with(Field.CLIENT_ADDRESS, address)))
                .isEqualTo(expected);
    }

    @Test
    void theNetworkIsTheAutonomousSystemIfItIsLogged() {
        assertThat(in(Dimension.NETWORK, Logged.forbidden().with(Field.ASN, "64500")))
                .isEqualTo("AS64500");
    }

    @ParameterizedTest
    @CsvSource({
        "curl/8.7.1, curl",
        "python-requests/2.32, python-requests",
        "Mozilla/5.0%20(Windows%20NT%2010.0)%20Chrome/130.0.0.0%20Safari/537.36, Chrome",
        "Mozilla/5.0%20(Windows%20NT%2010.0)%20Chrome/130.0.0.0%20Safari/537.36%20Edg/130.0, Edge",
        "Mozilla/5.0%2520(Macintosh)%2520Gecko/20100101%2520Firefox/54.0, Firefox",
        "Mozilla/5.0%20(iPhone)%20Version/17.3%20Mobile/15E148%20Safari/604.1, Safari",
        "Mozilla/5.0%20(compatible;%20Googlebot/2.1), Googlebot",
        "okhttp/4.12.0, okhttp",
        "Go-http-client/2.0, Go-http-client",
        "Mozilla/5.0%20(compatible;%20UptimeRobot/2.0)%20Chrome/130.0%20Safari/537.36, UptimeRobot",
        "ExamplePlayer%20(Linux), other",
        "%E2%80%AEtoken-5f3a, other",
        "sqlmap, other"
    })
    void theUserAgentIsItsFamily(String userAgent, String expected) {
        assertThat(in(Dimension.USER_AGENT, Logged.forbidden().with(Field.USER_AGENT, userAgent)))
                .isEqualTo(expected);
    }

    @Test
    void theEdgeIsTheLettersOfTheEdgeLocation() {
        assertThat(in(Dimension.EDGE, Logged.forbidden().with(Field.EDGE_LOCATION, "SEA900-P1")))
                .isEqualTo("SEA");
    }

    @Test
    void theHostIsTheRequestedHost() {
        assertThat(in(Dimension.HOST, Logged.forbidden().with(Field.HOST_HEADER, "WWW.Example.com")))
                .isEqualTo("www.example.com");
        assertThat(in(Dimension.HOST, Logged.forbidden().without(Field.HOST_HEADER)))
                .isEqualTo("d111111abcdef8.cloudfront.net");
    }

    @Test
    void theResultTypeIsTheDetailedOneIfItIsLogged() {
        assertThat(in(Dimension.RESULT_TYPE, Logged.forbidden().detail("ClientGeoBlocked")))
                .isEqualTo("ClientGeoBlocked");
        assertThat(in(Dimension.RESULT_TYPE, Logged.forbidden().older())).isEqualTo("Error");
    }

    @ParameterizedTest
    @Seeds(200)
    void anyValueFromAViewerIsPrintableOnOneLine(Generator given) {
        String host = given.loggedText();
        DimensionValues values = new DimensionReader()
                .of(Logged.forbidden()
                        .path("/" + given.loggedText())
                        .with(Field.USER_AGENT, given.loggedText())
                        .with(Field.HOST_HEADER, host)
                        .with(Field.CLIENT_ADDRESS, host)
                        .record());
        for (Dimension dimension : Dimension.values()) {
            String shown = values.in(dimension).orElse("");
            assertThat(shown.codePointCount(0, shown.length())).isLessThanOrEqualTo(81);
            assertThat(shown.chars().noneMatch(Character::isISOControl)).isTrue();
        }
    }
}
