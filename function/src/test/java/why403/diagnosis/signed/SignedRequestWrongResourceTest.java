package why403.diagnosis.signed;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.diagnosis.signed.SignedCase.SIGNER;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.diagnosis.Logged;
import why403.log.Field;

class SignedRequestWrongResourceTest {

    private static Logged allowing(String resource) {
        return SignedCase.request(
                "/video/film%20one/a.ts",
                "token=t0psecret",
                SIGNER.custom(SignedCase.policy(SignedCase.lessThan(SignedCase.LATER))
                        .replace("\"*\"", "\"" + resource + "\"")));
    }

    private static Cause diagnose(Logged... forbidden) {
        return SignedCase.first(SignedCase.account(), forbidden);
    }

    @Test
    void isConfirmedByTheLine() {
        Cause cause = diagnose(allowing("https://www.example.com/audio/*?token=t0psecret"));
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_WRONG_RESOURCE);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.evidence())
                .contains("For example, the policy allows https://www.example.com/audio/*?token=\u2026, and"
                        + " https://www.example.com/video/film%20one/a.ts?token=\u2026 was requested.");
        assertThat(cause.toString()).doesNotContain("t0psecret");
    }

    @ParameterizedTest
    @CsvSource({
        "*",
        "https://*",
        "http*://www.example.com/*",
        "https://www.example.com/video/film%20one/?.ts*",
        "https://www.example.com/video/film%20one/a.ts?token=t0psecret",
        "http?://*/video/*",
    })
    void makesNoClaimIfTheResourceMatches(String resource) {
        assertThat(diagnose(allowing(resource)).id()).isEqualTo(CauseId.UNEXPLAINED);
    }

    @Test
    void aPolicyWithoutAResourceAllowsEveryUrl() {
        String policy = "{\"Statement\":[{\"Condition\":{" + SignedCase.lessThan(SignedCase.LATER) + "}}]}";
        assertThat(diagnose(SignedCase.request("/video/a.ts", SIGNER.custom(policy)))
                        .id())
                .isEqualTo(CauseId.UNEXPLAINED);
    }

    @Test
    void makesNoClaimIfTheLogDoesNotShowTheHostAndTheProtocol() {
        Logged line = allowing("http://www.example.com/video/*").without(Field.PROTOCOL);
        assertThat(diagnose(line.without(Field.HOST_HEADER)).id()).isEqualTo(CauseId.UNEXPLAINED);
        assertThat(diagnose(allowing("http://www.example.com/audio/*").without(Field.HOST_HEADER))
                        .id())
                .isEqualTo(CauseId.SIGNED_REQUEST_WRONG_RESOURCE);
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.example.com/video/*, the other scheme (http)",
        "https://www.example.com/video/*.ts, the URL without its query parameters",
        "https://d111111abcdef8.cloudfront.net/video/*, another host",
        "https://www.example.com/video/film one/*, the URL with its path decoded",
    })
    void saysWhatIsDifferent(String resource, String difference) {
        assertThat(diagnose(allowing(resource)).evidence()).contains("The policy allows " + difference + ".");
    }
}
