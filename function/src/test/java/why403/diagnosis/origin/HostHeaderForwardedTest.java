package why403.diagnosis.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyHeadersConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyQueryStringsConfig;
import software.amazon.awssdk.services.cloudfront.model.ForwardedValues;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginRequestPolicyResponse;
import why403.account.CloudFrontQuestions;
import why403.cause.CauseId;
import why403.diagnosis.Logged;
import why403.log.Field;

/** An origin that serves by its own name, and a cache behavior that sends it the viewer's Host. */
class HostHeaderForwardedTest {

    private static final String BUCKET = "example-assets.s3.eu-west-1.amazonaws.com";
    private static final Logged ANSWERED = Logged.forbidden().answeredByOrigin();
    private static final Logged FORBIDDEN = ANSWERED.page("application/json", 23);
    private static final Logged MISMATCH = Logged.forbidden().answeredByBucket().with(Field.BYTES_SENT, "2431");

    private static OriginCase bucket() {
        return new OriginCase(BUCKET)
                .origin(origin -> origin.originAccessControlId("E1OAC"))
                .account(OriginCase.signing("E1OAC", "always"))
                .requestPolicy(OriginCase.ALL_VIEWER);
    }

    @ParameterizedTest
    @CsvSource({
        OriginCase.API + ", application/json, 23, CONFIRMED",
        OriginCase.API + ", text/html, 915, CONFIRMED",
        "abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-west-1.on.aws, application/json, 23, CONFIRMED",
        "abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-west-1.on.aws, application/json, 192, CONFIRMED",
        "main.d1example.amplifyapp.com, text/html, 915, CONFIRMED",
        "d222222abcdef8.cloudfront.net, text/html, 915, CONFIRMED",
        "media.vendor.example, text/html, 915, LIKELY"
    })
    void isTheCauseAtAnyOriginThatServesByItsOwnName(String host, String type, int length, String certainty) {
        OriginCase forwarded = new OriginCase(host).asks(ANSWERED.page(type, length));

        assertThat(forwarded.requestPolicy(OriginCase.ALL_VIEWER).claim())
                .isEqualTo("host-header-forwarded " + certainty);
        assertThat(forwarded.requestPolicy(OriginCase.ALL_EXCEPT_HOST).cause().id())
                .isNotEqualTo(CauseId.HOST_HEADER_FORWARDED);
    }

    @Test
    void aBucketThatGetsSignedRequestsRefusesAnotherHost() {
        assertThat(bucket().asks(MISMATCH).claim()).isEqualTo("host-header-forwarded CONFIRMED");
    }

    @Test
    void aPlainAccessDeniedOfABucketIsNot() {
        assertThat(bucket().asks(Logged.forbidden().answeredByBucket()).cause().id())
                .isNotEqualTo(CauseId.HOST_HEADER_FORWARDED);
    }

    @Test
    void aBucketThatGetsUnsignedRequestsIsNot() {
        assertThat(new OriginCase(BUCKET)
                        .requestPolicy(OriginCase.ALL_VIEWER)
                        .asks(MISMATCH)
                        .cause()
                        .id())
                .isNotEqualTo(CauseId.HOST_HEADER_FORWARDED);
    }

    @Test
    void aViewersOwnSignatureForS3IsNot() {
        assertThat(bucket().asks(MISMATCH.query("X-Amz-Signature=abc")).cause().id())
                .isNotEqualTo(CauseId.HOST_HEADER_FORWARDED);
    }

    @Test
    void anOriginThatServesAnyHostIsNot() {
        assertThat(new OriginCase("www.example.net")
                        .requestPolicy(OriginCase.ALL_VIEWER)
                        .asks(FORBIDDEN)
                        .claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    void theTargetOfACustomDomainNameNeedsTheViewersHost() {
        assertThat(new OriginCase("d-a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com")
                        .requestPolicy(OriginCase.ALL_VIEWER)
                        .asks(FORBIDDEN)
                        .cause()
                        .id())
                .isNotEqualTo(CauseId.HOST_HEADER_FORWARDED);
    }

    @Test
    void thePageOfThisCloudFrontIsNot() {
        assertThat(new OriginCase(OriginCase.API)
                        .requestPolicy(OriginCase.ALL_VIEWER)
                        .asks(Logged.forbidden().page("text/html", 915))
                        .cause()
                        .id())
                .isNotEqualTo(CauseId.HOST_HEADER_FORWARDED);
    }

    @ParameterizedTest
    @CsvSource({"application/json, 23, POSSIBLE", "text/html, 915, LIKELY"})
    void withoutThePolicyTheLogAloneCounts(String type, int length, String certainty) {
        assertThat(new OriginCase(OriginCase.API)
                        .requestPolicy("custom-policy")
                        .asks(ANSWERED.page(type, length))
                        .claim())
                .isEqualTo("host-header-forwarded " + certainty);
    }

    @Test
    void isLikelyIfAFunctionMayHaveChangedTheRequestAndNamesIt() {
        OriginCase changed = new OriginCase(OriginCase.API)
                .requestPolicy(OriginCase.ALL_VIEWER)
                .function()
                .asks(FORBIDDEN);

        assertThat(changed.claim()).isEqualTo("host-header-forwarded LIKELY");
        assertThat(changed.cause().evidence()).anyMatch(sentence -> sentence.contains("rewrite (viewer-request)"));
    }

    @Test
    void isLikelyThroughAnOriginGroup() {
        assertThat(new OriginCase(OriginCase.API)
                        .requestPolicy(OriginCase.ALL_VIEWER)
                        .inGroup()
                        .asks(FORBIDDEN)
                        .claim())
                .isEqualTo("host-header-forwarded LIKELY");
    }

    @Test
    void theFixReplacesTheOriginRequestPolicy() {
        OriginCase forwarded = new OriginCase(OriginCase.API)
                .requestPolicy(OriginCase.ALL_VIEWER)
                .asks(FORBIDDEN);

        assertThat(forwarded.commands())
                .contains(".DefaultCacheBehavior |= (.OriginRequestPolicyId = \"" + OriginCase.ALL_EXCEPT_HOST + "\")");
        assertThat(forwarded.cause().evidence())
                .contains("The default cache behavior forwards the Host header (origin request policy "
                        + OriginCase.ALL_VIEWER + ").");
        assertThat(forwarded.cause().evidence()).noneMatch(sentence -> sentence.contains("custom-origin-forbidden"));
    }

    @Test
    void anOwnOriginRequestPolicyIsNotReplacedBecauseItMayHoldBackCookies() {
        OriginCase forwarded = new OriginCase(OriginCase.API)
                .requestPolicy("own-policy")
                .finding(
                        CloudFrontQuestions.originRequestPolicy("own-policy"),
                        GetOriginRequestPolicyResponse.builder()
                                .originRequestPolicy(policy -> policy.originRequestPolicyConfig(config ->
                                        config.headersConfig(all -> all.headerBehavior("whitelist")
                                                        .headers(headers -> headers.items("Host")))
                                                .cookiesConfig(all -> all.cookieBehavior("none"))
                                                .queryStringsConfig(all -> all.queryStringBehavior("none"))))
                                .build())
                .asks(FORBIDDEN);

        assertThat(forwarded.claim()).isEqualTo("host-header-forwarded CONFIRMED");
        assertThat(forwarded.commands()).doesNotContain("OriginRequestPolicyId");
        assertThat(forwarded.cause().remedy().orElseThrow().summary())
                .contains("Remove Host from the headers of origin request policy own-policy");
    }

    @Test
    void isOnlyPossibleIfTheOriginServesTheBehaviorWithoutACache() {
        OriginCase forwarded = new OriginCase(OriginCase.API)
                .requestPolicy(OriginCase.ALL_VIEWER)
                .asks(FORBIDDEN);

        assertThat(forwarded.claim()).isEqualTo("host-header-forwarded CONFIRMED");
        assertThat(forwarded.served("GET", "/profile").claim()).isEqualTo("host-header-forwarded POSSIBLE");
    }

    @Test
    @SuppressWarnings("deprecation") // distributions still use these settings
    void theFixRemovesHostFromTheLegacySettings() {
        assertThat(new OriginCase(OriginCase.API)
                        .behavior(one -> one.cachePolicyId(null)
                                .forwardedValues(ForwardedValues.builder()
                                        .headers(headers -> headers.items("host", "Origin"))
                                        .build()))
                        .asks(FORBIDDEN)
                        .commands())
                .contains(".ForwardedValues.Headers |=");
    }

    private static OriginCase ownCachePolicy() {
        return new OriginCase(OriginCase.API)
                .behavior(one -> one.cachePolicyId("own-policy"))
                .finding(
                        CloudFrontQuestions.cachePolicy("own-policy"),
                        GetCachePolicyResponse.builder()
                                .cachePolicy(policy -> policy.cachePolicyConfig(config ->
                                        config.parametersInCacheKeyAndForwardedToOrigin(
                                                all -> all.headersConfig(CachePolicyHeadersConfig.builder()
                                                                .headerBehavior("whitelist")
                                                                .headers(names -> names.items("Host"))
                                                                .build())
                                                        .queryStringsConfig(CachePolicyQueryStringsConfig.builder()
                                                                .queryStringBehavior("none")
                                                                .build()))))
                                .build())
                .asks(FORBIDDEN);
    }

    @Test
    void theFixRemovesHostFromTheCachePolicyOnlyIfNothingElseNeedsItThere() {
        OriginCase own = ownCachePolicy();

        assertThat(own.commands()).contains("update-cache-policy --id own-policy");
        assertThat(own.cause().remedy().orElseThrow().condition())
                .contains("Only if no other cache behavior or distribution needs Host in cache policy own-policy");
    }

    @Test
    void otherCacheBehaviorsOfTheDistributionThatUseTheCachePolicyAreNamed() {
        OriginCase shared = ownCachePolicy()
                .config(distribution -> distribution.cacheBehaviors(all -> all.items(
                        CacheBehavior.builder()
                                .pathPattern("/images/*")
                                .targetOriginId("s3")
                                .viewerProtocolPolicy("https-only")
                                .cachePolicyId("own-policy")
                                .build(),
                        CacheBehavior.builder()
                                .pathPattern("/video/*")
                                .targetOriginId("s3")
                                .viewerProtocolPolicy("https-only")
                                .cachePolicyId("another-policy")
                                .build())));

        assertThat(shared.cause().remedy().orElseThrow().condition().orElseThrow())
                .endsWith("(in this distribution, it also applies to cache behavior /images/*)");
    }
}
