package why403.diagnosis.signed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.diagnosis.KnownAccount;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;
import why403.sample.Sample;
import why403.sample.ServedRequests;
import why403.sample.ServedRequests.PathAndMethod;
import why403.sample.ServedRequests.Served;

class SignedRequestPreflightTest {

    private static final Logged UNSIGNED =
            Logged.forbidden().path("/video/a.ts").page("text/xml", 146);
    private static final Logged PREFLIGHT = UNSIGNED.with(Field.METHOD, "OPTIONS");
    private static final ServedRequests GETS = served("/video/b.ts", 3);

    private static ServedRequests served(String path, long requests) {
        TreeMap<PathAndMethod, Served> served = new TreeMap<>();
        served.put(new PathAndMethod(path, "GET"), new Served(requests, Logged.NOON, Logged.NOON));
        return new ServedRequests(served);
    }

    private static Cause diagnose(ServedRequests served, Logged... forbidden) {
        Sample sample = Site.sample(Arrays.asList(forbidden));
        return Site.first(Site.diagnose(
                KnownAccount.with(Site.restricted("/video/*")),
                new Sample(sample.forbidden(), forbidden.length, sample.during(), sample.before(), served)));
    }

    @Test
    void isConfirmedWhereGetIsServedMeanwhile() {
        Cause cause = diagnose(GETS, PREFLIGHT);
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_PREFLIGHT);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(cause.evidence()).contains("Meanwhile, 3 GET requests in cache behavior /video/* were served.");
        assertThat(cause.toString()).doesNotContain("Also confirmed");
    }

    @Test
    void isLikelyWhereTheBrowserSentNothingElse() {
        assertThat(diagnose(ServedRequests.NONE, PREFLIGHT).id()).isEqualTo(CauseId.SIGNED_REQUEST_PREFLIGHT);
        assertThat(diagnose(ServedRequests.NONE, PREFLIGHT).certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void isAMissingSignatureIfGetFailsToo() {
        assertThat(diagnose(ServedRequests.NONE, PREFLIGHT, PREFLIGHT, UNSIGNED).id())
                .isEqualTo(CauseId.SIGNED_REQUEST_MISSING);
        assertThat(diagnose(GETS, PREFLIGHT, PREFLIGHT, UNSIGNED).id()).isEqualTo(CauseId.SIGNED_REQUEST_PREFLIGHT);
        assertThat(diagnose(served("/img/b.png", 9), PREFLIGHT, PREFLIGHT, UNSIGNED)
                        .id())
                .isEqualTo(CauseId.SIGNED_REQUEST_MISSING);
    }

    @Test
    void makesNoClaimOnASignedPreflight() {
        assertThat(diagnose(GETS, PREFLIGHT.query("Key-Pair-Id=K1EXAMPLE")).id())
                .isNotEqualTo(CauseId.SIGNED_REQUEST_PREFLIGHT);
    }

    @Test
    void makesNoClaimOnACacheBehaviorWithoutSignatures() {
        assertThat(diagnose(GETS, PREFLIGHT.path("/img/a.png")).id()).isNotEqualTo(CauseId.SIGNED_REQUEST_PREFLIGHT);
    }

    @Test
    void signingTheUrlsIsNeverTheOnlyFix() {
        assertThat(diagnose(GETS, PREFLIGHT).remedy().orElseThrow().summary())
                .startsWith("Keep the page from needing a preflight")
                .contains("signed URLs");
    }

    @Test
    void seesAPlayerWhosePlaylistIsSignedAndWhoseSegmentsAreNot() {
        Cause cause = diagnose(served("/video/a.m3u8", 2), UNSIGNED);
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_MISSING);
        assertThat(cause.evidence())
                .anyMatch(sentence -> sentence.startsWith("Meanwhile, 1 signed playlist was served"));
        assertThat(cause.remedy().orElseThrow().summary()).startsWith("Use signed cookies");
        assertThat(diagnose(served("/img/a.m3u8", 2), UNSIGNED)
                        .remedy()
                        .orElseThrow()
                        .summary())
                .startsWith("Sign the URLs");
        assertThat(diagnose(served("/video/a.m3u8", 2), UNSIGNED.path("/video/a.html"))
                        .remedy()
                        .orElseThrow()
                        .summary())
                .startsWith("Sign the URLs");
    }
}
