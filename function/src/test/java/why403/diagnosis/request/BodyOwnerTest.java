package why403.diagnosis.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import why403.account.CloudFrontQuestions;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.diagnosis.KnownAccount;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.log.Field;
import why403.sample.Sample;

/** If a custom error page replaces the body, type and length do not show who refused. */
class BodyOwnerTest {

    private static final DistributionConfig RESTRICTED = Site.restricted("/video/*");

    private static DistributionConfig mapping(int code, String path, String status) {
        return Site.with(builder -> builder.customErrorResponses(all -> all.items(CustomErrorResponse.builder()
                .errorCode(code)
                .responsePagePath(path)
                .responseCode(status)
                .build())));
    }

    private static Logged paged(int status) {
        return Logged.forbidden().path("/video/a.m3u8").status(status).page("text/html", 333);
    }

    private static Logged signed(int status, Duration life) {
        return paged(status)
                .query("Expires=" + Logged.NOON.plus(life).getEpochSecond() + "&Signature=abc&Key-Pair-Id=K2OLD");
    }

    private static Cause diagnose(DistributionConfig config, int status, Logged line) {
        KnownAccount account = KnownAccount.with(Site.withErrorPage(config, status))
                .finding(
                        CloudFrontQuestions.keyGroup("kg-1"),
                        GetKeyGroupResponse.builder()
                                .keyGroup(group -> group.keyGroupConfig(
                                        it -> it.name("players").items("K2NEW")))
                                .build());
        return Site.first(Site.diagnose(account, Site.sample(line)));
    }

    @ParameterizedTest(name = "{0} to {2} logged as {3}: {4}")
    @CsvSource({
        "403, /e.html, 200, 200, PAGE",
        "403, /e.html, 403, 403, PAGE",
        "403, /e.html, , 403, PAGE",
        "403, /e.html, 200, 403, EITHER",
        "404, /e.html, 403, 403, EITHER",
        "404, /e.html, 200, 403, OWN",
        "403, , , 403, OWN"
    })
    void theErrorResponsesDecideWhoOwnsTheBody(int code, String path, String mapped, int status, BodyOwner body) {
        assertThat(BodyOwner.of(mapping(code, path, mapped), status)).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403, 404})
    void anExpiredSignatureIsConfirmedBehindAnErrorPage(int status) {
        Cause expired = diagnose(
                RESTRICTED,
                status,
                signed(status, Duration.ofHours(-3))
                        .query("Expires=" + Logged.NOON.minusSeconds(60).getEpochSecond()
                                + "&Signature=abc&Key-Pair-Id=K2NEW"));
        assertThat(expired.id()).isEqualTo(CauseId.SIGNED_REQUEST_EXPIRED);
        assertThat(expired.certainty()).isEqualTo(Certainty.CONFIRMED);

        Cause unknownKey = diagnose(RESTRICTED, status, signed(status, Duration.ofHours(3)));
        assertThat(unknownKey.id()).isEqualTo(CauseId.SIGNED_REQUEST_UNKNOWN_KEY);
        assertThat(unknownKey.certainty()).isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void aMissingSignatureIsLikelyUnlessItsCookiesAreLogged() {
        Cause unlogged = diagnose(RESTRICTED, 200, paged(200));
        assertThat(unlogged.id()).isEqualTo(CauseId.SIGNED_REQUEST_MISSING);
        assertThat(unlogged.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(unlogged.evidence()).contains("Cookies are not logged, so a signature in cookies would not show.");

        DistributionConfig logging = RESTRICTED.toBuilder()
                .logging(it -> it.enabled(true).includeCookies(true))
                .build();
        assertThat(diagnose(logging, 200, paged(200)).certainty()).isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void requiredHttpsIsFoundBehindAnyErrorPage() {
        DistributionConfig httpsOnly =
                Site.withBehavior("/video/*", behavior -> behavior.viewerProtocolPolicy("https-only"));
        Cause cause = diagnose(httpsOnly, 200, paged(200).with(Field.PROTOCOL, "http"));
        assertThat(cause.id()).isEqualTo(CauseId.HTTPS_REQUIRED);
        assertThat(cause.certainty()).isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void anErrorPageAsLongAsAPageOfTheEdgeIsNotConfusedWithIt() {
        Cause cause = diagnose(Site.plain(), 403, paged(403).page("text/html", 919));
        assertThat(cause.id()).isNotEqualTo(CauseId.WAF_BLOCK);
        DistributionConfig guarded = Site.with(builder -> builder.webACLId("arn/acl/prod/1"));
        assertThat(diagnose(guarded, 403, paged(403).page("text/html", 919)).certainty())
                .isEqualTo(Certainty.POSSIBLE);
    }

    @Test
    void ifThePageCannotBeFetchedTheBodyIsThatOfTheEdge() {
        DistributionConfig guarded = Site.with(builder -> builder.webACLId("arn/acl/prod/1"));
        Cause cause = diagnose(guarded, 200, paged(403).page("text/html", 919));
        assertThat(cause.id()).isEqualTo(CauseId.WAF_BLOCK);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void theTimeToFetchAPageDoesNotProveThatAnOriginRefused() {
        DistributionConfig server =
                Site.with(builder -> builder.defaultCacheBehavior(behavior -> behavior.targetOriginId("server")));
        Cause cause = diagnose(server, 200, paged(200).answeredByOrigin());
        assertThat(cause.id()).isEqualTo(CauseId.CUSTOM_ORIGIN_FORBIDDEN);
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(cause.evidence())
                .contains("A custom error page replaced the body that would show who refused (1 of 1).");
    }

    @Test
    void anAmbiguousRecordIsAtMostLikely() {
        KnownAccount account = KnownAccount.with(Site.withErrorPage(RESTRICTED, 404));
        Sample sample = Site.ambiguous(signed(404, Duration.ofHours(-3)));
        assertThat(Site.diagnose(account, sample).causes())
                .extracting(Cause::id, Cause::certainty)
                .containsExactly(tuple(CauseId.SIGNED_REQUEST_EXPIRED, Certainty.LIKELY));
    }
}
