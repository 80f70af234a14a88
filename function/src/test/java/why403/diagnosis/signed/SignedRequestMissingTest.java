package why403.diagnosis.signed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Diagnosis;
import why403.cause.Kind;
import why403.diagnosis.KnownAccount;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;

class SignedRequestMissingTest {

    private static final Logged UNSIGNED =
            Logged.forbidden().path("/video/a.m3u8").page("text/xml", 146);

    @Test
    void isConfirmedByTheErrorAndTheRestrictedCacheBehavior() {
        Cause cause = Site.first(Site.diagnose(Site.restricted("/video/*"), UNSIGNED));
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_MISSING);
        assertThat(cause.kind()).isEqualTo(Kind.MISCONFIGURATION);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.summary()).contains("/video/*");
    }

    @Test
    void isLikelyFromTheLogAlone() {
        assertThat(Site.first(Site.diagnoseUnknown(UNSIGNED)).certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void isLikelyOnAnOlderLineBecauseCookiesMayNotBeLogged() {
        Cause cause = Site.first(Site.diagnose(Site.restricted("/video/*"), UNSIGNED.older()));
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_MISSING);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void isConfirmedOnAnOlderLineWhoseCookiesAreLogged() {
        Logged line = UNSIGNED.older().with(Field.COOKIE, "theme=dark");
        assertThat(Site.first(Site.diagnose(Site.restricted("/video/*"), line)).certainty())
                .isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void makesNoClaimOnACacheBehaviorWithoutSignatures() {
        assertThat(Site.first(Site.diagnose(Site.plain(), UNSIGNED)).id()).isNotEqualTo(CauseId.SIGNED_REQUEST_MISSING);
    }

    @Test
    void makesNoClaimIfTheQueryNamesAKey() {
        Logged signed = UNSIGNED.query("Key-Pair-Id=K1EXAMPLE");
        assertThat(Site.first(Site.diagnose(Site.restricted("/video/*"), signed))
                        .id())
                .isNotEqualTo(CauseId.SIGNED_REQUEST_MISSING);
    }

    @Test
    void saysThatAParameterOfTheApplicationMakesCloudFrontIgnoreTheCookies() {
        Cause cause = Site.first(Site.diagnose(
                Site.restricted("/video/*"),
                UNSIGNED.query("Policy=gold").with(Field.COOKIE, "CloudFront-Key-Pair-Id=K1EXAMPLE")));
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_MISSING);
        assertThat(cause.evidence())
                .contains(
                        "Their query contains Policy (1). With a parameter of that name, CloudFront takes a request for a"
                                + " signed URL and ignores its cookies.");
        assertThat(cause.toString()).doesNotContain("gold");
    }

    @Test
    void anAmbiguousLineIsAtMostLikely() {
        Diagnosis diagnosis = Site.diagnose(KnownAccount.with(Site.restricted("/video/*")), Site.ambiguous(UNSIGNED));
        assertThat(Site.first(diagnosis).certainty()).isEqualTo(Certainty.LIKELY);
    }
}
