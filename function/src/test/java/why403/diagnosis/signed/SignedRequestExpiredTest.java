package why403.diagnosis.signed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.cause.Kind;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;
import why403.seeded.Generator;
import why403.seeded.Seeds;

class SignedRequestExpiredTest {

    private static String policy(Instant expiry) {
        String json = "{\"Statement\": [{\"Resource\":\"https://www.example.com/video/*?~>>\",\"Condition\":"
                + "{\"DateLessThan\":{\"AWS:EpochTime\":" + expiry.getEpochSecond() + "}}}]}";
        String base64 = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        return base64.replace('+', '-').replace('=', '_').replace("/", "%7E");
    }

    private static Logged canned(Instant expiry) {
        return Logged.forbidden()
                .path("/video/a.m3u8")
                .query("Expires=" + expiry.getEpochSecond() + "&Signature=abc&Key-Pair-Id=K1EXAMPLE")
                .page("text/xml", 110);
    }

    private static final Logged LATE = canned(Logged.NOON.minus(Duration.ofHours(3)));

    private static Cause diagnose(Logged... forbidden) {
        return Site.first(Site.diagnose(Site.restricted("/video/*"), forbidden));
    }

    @Test
    void isConfirmedByTheLineAndTheRestrictedCacheBehavior() {
        Cause cause = diagnose(LATE);
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_EXPIRED);
        assertThat(cause.kind()).isEqualTo(Kind.CLIENT);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void saysByHowMuchInTheMedian() {
        Logged later = canned(Logged.NOON.minus(Duration.ofDays(2)));
        Logged soon = canned(Logged.NOON.minus(Duration.ofMinutes(4)));
        assertThat(diagnose(LATE, later, soon).summary()).contains("3 h");
    }

    @Test
    void saysByHowMuchAtMost() {
        assertThat(diagnose(LATE, LATE, canned(Logged.NOON.minus(Duration.ofDays(2))))
                        .evidence())
                .contains(
                        "3 of 3 requests came after their signature expired, by 3 hours in the median, and by 2 days at"
                                + " most.");
    }

    @Test
    void seesThatManyRequestsUseOldLinks() {
        Logged[] old = IntStream.range(0, 30).mapToObj(i -> LATE).toArray(Logged[]::new);
        assertThat(diagnose(old).evidence()).anyMatch(sentence -> sentence.contains("All of them expired at"));
    }

    @Test
    void seesThatNewLinksExpireTooEarly() {
        Logged[] anew = IntStream.range(0, 30)
                .mapToObj(i -> {
                    Instant time = Logged.NOON.plusSeconds(20L * i);
                    return canned(time.minusSeconds(300 + i % 3)).at(time);
                })
                .toArray(Logged[]::new);
        assertThat(diagnose(anew).evidence())
                .anyMatch(sentence -> sentence.contains("the signer's clock is slow by at least 5 minutes"));
    }

    @Test
    void saysNothingAboutClocksOnFewOrIrregularTimes() {
        Logged[] any = IntStream.range(0, 30)
                .mapToObj(i -> canned(Logged.NOON.minusSeconds(60 + 977L * i)))
                .toArray(Logged[]::new);
        assertThat(diagnose(any).toString()).doesNotContain("clock is slow", "of expiry", "All of them expired");
        assertThat(diagnose(LATE, LATE).toString()).doesNotContain("clock is slow", "of expiry", "All of them expired");
    }

    @Test
    void readsACustomPolicyOfALogOf24Columns() {
        Logged line = LATE.query(
                        "Policy=" + policy(Logged.NOON.minusSeconds(60)) + "&Signature=a%7Eb&Key-Pair-Id=APKAEXAMPLE")
                .older();
        Cause cause = diagnose(line);
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_EXPIRED);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
        assertThat(Site.first(Site.diagnoseUnknown(line)).certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void readsTheCookiesWhereTheyAreLogged() {
        Logged line = LATE.without(Field.URI_QUERY)
                .with(
                        Field.COOKIE,
                        "a=b;%20CloudFront-Policy=" + policy(Logged.NOON.minusSeconds(60))
                                + ";%20CloudFront-Key-Pair-Id=K1EXAMPLE");
        assertThat(diagnose(line).certainty()).isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void cookiesAreIgnoredIfTheQueryContainsASignature() {
        Logged line = canned(Logged.NOON.plusSeconds(600)).with(Field.COOKIE, "CloudFront-Expires=1000000000");
        assertThat(diagnose(line).id()).isNotEqualTo(CauseId.SIGNED_REQUEST_EXPIRED);
    }

    @Test
    void isPossibleWhereThePolicyWasBlanked() {
        Cause cause = diagnose(LATE.query("Policy=-&Signature=-&Key-Pair-Id=K1EXAMPLE"));
        assertThat(cause.id()).isEqualTo(CauseId.SIGNED_REQUEST_EXPIRED);
        assertThat(cause.certainty()).isEqualTo(Certainty.POSSIBLE);
    }

    @Test
    void makesNoClaimIfTheSignatureHadNotExpired() {
        assertThat(diagnose(canned(Logged.NOON.plusSeconds(1))).id()).isNotEqualTo(CauseId.SIGNED_REQUEST_EXPIRED);
    }

    @Test
    void makesNoClaimOnACacheBehaviorWithoutSignatures() {
        assertThat(Site.first(Site.diagnose(Site.plain(), LATE)).id()).isNotEqualTo(CauseId.SIGNED_REQUEST_EXPIRED);
    }

    @Test
    void theArrivalTimeDecidesForARequestThatTookLong() {
        Logged slow = canned(Logged.NOON.minusSeconds(5)).with(Field.TIME_TAKEN, "9.000");
        assertThat(diagnose(slow).id()).isNotEqualTo(CauseId.SIGNED_REQUEST_EXPIRED);
    }

    @Test
    void showsNothingOfTheSignature() {
        assertThat(diagnose(LATE).toString()).doesNotContain("abc");
    }

    @ParameterizedTest
    @Seeds(200)
    void neverFailsOnAnyInputOfAViewer(Generator given) {
        Logged line = LATE.query(given.loggedText());
        assertThat(Site.diagnose(Site.restricted("/video/*"), line, LATE.query("Policy=" + given.loggedText()))
                        .problems())
                .isEmpty();
    }
}
