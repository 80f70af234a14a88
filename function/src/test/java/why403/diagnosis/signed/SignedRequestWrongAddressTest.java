package why403.diagnosis.signed;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.diagnosis.signed.SignedCase.SIGNER;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.diagnosis.Logged;
import why403.log.Field;

class SignedRequestWrongAddressTest {

    private static Logged allowing(String range) {
        return SignedCase.request(
                "/video/a.ts",
                SIGNER.custom(SignedCase.policy(SignedCase.lessThan(SignedCase.LATER)
                        + ",\"IpAddress\":{\"AWS:SourceIp\":\"" + range + "\"}")));
    }

    private static Cause diagnose(Logged... forbidden) {
        return SignedCase.first(SignedCase.account(), forbidden);
    }

    @Test
    void isConfirmedByTheLineAndShowsNoAddress() {
        Cause cause = diagnose(allowing("198.51.100.0/24"));
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_WRONG_ADDRESS);
        assertThat(cause.kind()).isEqualTo(Kind.CLIENT);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.toString()).doesNotContain("198.51.100", "192.0.2");
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.10", "192.0.2.10/32", "192.0.2.0/24", "0.0.0.0/0", "no address", "192.0.2.10/99"})
    void makesNoClaimIfTheRangeContainsTheAddressOrIsNoRange(String range) {
        assertThat(diagnose(allowing(range)).id()).isEqualTo(CauseId.UNEXPLAINED);
    }

    @Test
    void makesNoClaimIfTheLogMasksAddresses() {
        assertThat(diagnose(allowing("198.51.100.0/24").with(Field.CLIENT_ADDRESS, "192.0.2.xxx"))
                        .id())
                .isEqualTo(CauseId.UNEXPLAINED);
    }

    @Test
    void saysThatTheViewerCameOverIpv6() {
        assertThat(diagnose(allowing("192.0.2.10").with(Field.CLIENT_ADDRESS, "2001:db8::1"))
                        .evidence())
                .contains("1 of 1 requests came over IPv6, and their policies allow an IPv4 address.");
    }
}
