package why403.diagnosis.signed;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.diagnosis.signed.SignedCase.SIGNER;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.diagnosis.Logged;

class SignedRequestNotYetValidTest {

    private static Logged starting(Instant start) {
        String policy = SignedCase.policy(SignedCase.lessThan(SignedCase.LATER)
                + ",\"DateGreaterThan\":{\"AWS:EpochTime\":" + start.getEpochSecond() + "}");
        return SignedCase.request("/video/a.ts", SIGNER.custom(policy));
    }

    private static Cause diagnose(Logged... forbidden) {
        return SignedCase.first(SignedCase.account(), forbidden);
    }

    @Test
    void isConfirmedByTheLine() {
        Cause cause = diagnose(starting(Logged.NOON.plus(Duration.ofMinutes(7))));
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_NOT_YET_VALID);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.summary()).contains("7 minutes too early");
    }

    @Test
    void saysByHowMuchInTheMedianAndAtMost() {
        assertThat(diagnose(
                                starting(Logged.NOON.plusSeconds(120)),
                                starting(Logged.NOON.plusSeconds(180)),
                                starting(Logged.NOON.plusSeconds(3_600)))
                        .evidence())
                .contains("The requests came before the start of their policy (DateGreaterThan), by 3 minutes in the"
                        + " median, and by 1 hour at most.");
    }

    @Test
    void theTimeOfALineMayBeAlmostASecondLater() {
        assertThat(diagnose(starting(Logged.NOON)).id()).isEqualTo(CauseId.UNEXPLAINED);
        assertThat(diagnose(starting(Logged.NOON.plusSeconds(1))).id()).isEqualTo(CauseId.SIGNED_REQUEST_NOT_YET_VALID);
    }
}
