package why403.diagnosis.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.ForwardedValues;
import software.amazon.awssdk.services.cloudfront.model.GetOriginRequestPolicyResponse;
import why403.account.CloudFrontQuestions;
import why403.cause.CauseId;
import why403.diagnosis.Logged;
import why403.log.Field;

/** Forms that an application refuses because it gets neither Origin nor Referer. */
class OriginHeaderNotForwardedTest {

    private static final Logged POST = Logged.forbidden()
            .path("/login")
            .with(Field.METHOD, "POST")
            .answeredByOrigin()
            .page("text/html", 2869);

    private static OriginCase app() {
        return new OriginCase("app.example.com").served("GET", "/login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void isLikelyIfOnlyChangesFail(String method) {
        assertThat(app().asks(POST.with(Field.METHOD, method)).claim()).isEqualTo("origin-header-not-forwarded LIKELY");
    }

    @Test
    void isNotTheCauseIfTheHeadersAreForwarded() {
        assertThat(app().requestPolicy(OriginCase.ALL_EXCEPT_HOST).asks(POST).claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
        assertThat(app().requestPolicy("88a5eaf4-2fd4-4709-b370-b4c650ea3fcf")
                        .asks(POST)
                        .claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    void isNotTheCauseIfThePolicyIsNotKnown() {
        assertThat(app().requestPolicy("own-policy").asks(POST).claim()).isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    void isNotTheCauseIfReadsFailToo() {
        assertThat(app().asks(POST, POST, POST.with(Field.METHOD, "GET"))
                        .cause()
                        .id())
                .isEqualTo(CauseId.CUSTOM_ORIGIN_FORBIDDEN);
    }

    @Test
    void isLikelyForAFormIfOnlyOtherPagesWereRead() {
        assertThat(new OriginCase("app.example.com")
                        .served("GET", "/other")
                        .asks(POST)
                        .claim())
                .isEqualTo("origin-header-not-forwarded LIKELY");
    }

    @Test
    void isNotTheCauseOfAnAnswerInJsonIfOnlyOtherPathsWereRead() {
        assertThat(new OriginCase("app.example.com")
                        .served("GET", "/other")
                        .asks(POST.page("application/json", 2869))
                        .claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    void isNotTheCauseIfNothingWasRead() {
        assertThat(new OriginCase("app.example.com")
                        .served("POST", "/other")
                        .asks(POST)
                        .claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    void anAnswerThatIsKnownToBeOfAnotherPartyIsNot() {
        assertThat(app().asks(POST.page("text/html", 118)).claim()).isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    @SuppressWarnings("deprecation") // distributions still use these settings
    void theFixForwardsTheHeaders() {
        OriginCase legacy = app().behavior(one -> one.cachePolicyId(null)
                        .forwardedValues(ForwardedValues.builder()
                                .headers(headers -> headers.items("Host"))
                                .build()))
                .asks(POST);

        assertThat(app().asks(POST).commands())
                .contains(".OriginRequestPolicyId = \"" + OriginCase.ALL_EXCEPT_HOST + "\"");
        assertThat(app().asks(POST).cause().remedy().orElseThrow().condition()).isPresent();
        assertThat(legacy.commands()).contains("[\"Origin\",\"Referer\"]".replace(",", ", "));
    }

    @Test
    void cachedAnswersMustNotDependOnHeadersOutsideTheCacheKeySoAPersonAddsThem() {
        OriginCase cached = app().behavior(one -> one.cachePolicyId("658327ea-f89d-4fab-a63d-7e88639e58f6"))
                .asks(POST);

        assertThat(cached.claim()).isEqualTo("origin-header-not-forwarded LIKELY");
        assertThat(cached.commands()).doesNotContain("update-distribution");
    }

    @Test
    void theFixKeepsTheHostThatTheOriginGetsToday() {
        OriginCase site = app().requestPolicy("own-policy")
                .account(account -> account.finding(
                        CloudFrontQuestions.originRequestPolicy("own-policy"),
                        GetOriginRequestPolicyResponse.builder()
                                .originRequestPolicy(policy -> policy.originRequestPolicyConfig(config ->
                                        config.headersConfig(all -> all.headerBehavior("whitelist")
                                                        .headers(headers -> headers.items("Host")))
                                                .cookiesConfig(all -> all.cookieBehavior("all"))
                                                .queryStringsConfig(all -> all.queryStringBehavior("all"))))
                                .build()))
                .asks(POST);

        assertThat(site.claim()).isEqualTo("origin-header-not-forwarded LIKELY");
        assertThat(site.commands()).contains(".OriginRequestPolicyId = \"" + OriginCase.ALL_VIEWER + "\"");
    }
}
