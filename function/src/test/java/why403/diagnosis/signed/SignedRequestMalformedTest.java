package why403.diagnosis.signed;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.diagnosis.signed.SignedCase.SIGNER;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.signing.Signer;

class SignedRequestMalformedTest {

    private static final String POLICY = SignedCase.policy(SignedCase.lessThan(SignedCase.LATER));
    private static final String END = "&Key-Pair-Id=" + SignedCase.KEY;
    private static final long EXPIRES = SignedCase.LATER.getEpochSecond();

    private static Cause diagnose(Logged... forbidden) {
        return SignedCase.first(SignedCase.account(), forbidden);
    }

    static Stream<String> malformed() {
        String base64 = Signer.base64(POLICY.getBytes(StandardCharsets.UTF_8));
        String good = SIGNER.signature(POLICY);
        return Stream.of(
                "the policy is not base64;Policy={\"Statement\"}&Signature=" + good + END,
                "the policy is not JSON;Policy=" + base64.substring(0, 40) + "&Signature=" + good + END,
                "the policy is not JSON;Policy=" + Signer.base64(base64.getBytes(StandardCharsets.UTF_8))
                        + "&Signature=" + good + END,
                "the policy is nested too deeply, or has a number that is too long;"
                        + SIGNER.custom("[".repeat(1_001) + "]".repeat(1_001)),
                "the policy is longer than CloudFront accepts;Policy=" + "abcd".repeat(6_000) + "&Signature=" + good
                        + END,
                "a time is in milliseconds;" + SIGNER.custom(POLICY.replace(EXPIRES + "", EXPIRES + "000")),
                "a time is in milliseconds;Expires=" + EXPIRES + "000&Signature=" + good + END,
                "there is no time of expiry;" + SIGNER.custom("{\"Statement\":[{\"Resource\":\"*\"}]}"),
                "there is no time of expiry;" + SIGNER.custom("[]"),
                "there is no time of expiry;Signature=" + good + END,
                "there is no time of expiry;Expires=tomorrow&Signature=" + good + END,
                "there is no signature;Expires=" + EXPIRES + END,
                "there is no signature;Expires=" + EXPIRES + "&Signature=" + END,
                "the signature is not base64;Expires=" + EXPIRES + "&Signature=ab$cd" + END,
                "the signature is in standard base64;Expires=" + EXPIRES + "&Signature=ab+/" + END,
                "the policy is in standard base64;Policy="
                        + Base64.getEncoder().encodeToString((POLICY + " ").getBytes(StandardCharsets.UTF_8))
                        + "&Signature=" + good + END);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void isConfirmedByTheLine(String line) {
        String[] parts = line.split(";", 2);
        Cause cause = diagnose(SignedCase.request("/video/a.ts", parts[1]).page("text/xml", 116));
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_MALFORMED);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.summary()).isEqualTo("CloudFront cannot read the signed requests: " + parts[0]);
        assertThat(cause.toString()).doesNotContain("Signature=", "Policy=");
    }

    @ParameterizedTest
    @CsvSource({"116", "131"})
    void isLikelyByTheAnswerAlone(int length) {
        Logged line = SignedCase.request(
                        "/video/a.ts", SIGNER.canned("https://www.example.com/video/a.ts", SignedCase.LATER))
                .page("text/xml", length);
        assertThat(diagnose(line).id()).isEqualTo(CauseId.SIGNED_REQUEST_MALFORMED);
        assertThat(diagnose(line).certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(Site.first(Site.diagnoseUnknown(line)).certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void makesNoClaimOnAWellFormedRequest() {
        assertThat(diagnose(SignedCase.request("/video/a.ts", SIGNER.custom(POLICY)))
                        .id())
                .isEqualTo(CauseId.UNEXPLAINED);
    }

    @Test
    void makesNoClaimOnAnUnsignedRequest() {
        assertThat(diagnose(SignedCase.request("/video/a.ts", "a=b")).id())
                .isNotEqualTo(CauseId.SIGNED_REQUEST_MALFORMED);
    }

    @Test
    void makesNoClaimOnACacheBehaviorWithoutSignatures() {
        Logged line = SignedCase.request("/img/a.png", "Expires=tomorrow&Signature=ab" + END)
                .page("text/xml", 116);
        assertThat(diagnose(line).id()).isNotEqualTo(CauseId.SIGNED_REQUEST_MALFORMED);
    }

    @Test
    void saysThatAPartIsThereTwice() {
        Logged line =
                SignedCase.request("/video/a.ts", "Expires=tomorrow&Expires=" + EXPIRES + "&Signature=abcd" + END);
        assertThat(diagnose(line).evidence()).contains("1 of 1 requests have a part of the signature more than once.");
    }
}
