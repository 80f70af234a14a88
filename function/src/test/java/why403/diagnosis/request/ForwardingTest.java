package why403.diagnosis.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginRequestPolicyResponse;
import why403.account.CloudFrontQuestions;
import why403.diagnosis.AnswersByQuestion;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.request.Forwarding.Forwarded;

/** What each kind of policy and the legacy settings forward. */
class ForwardingTest {

    private static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";

    private final AnswersByQuestion account = new AnswersByQuestion();

    private Forwarding forwarding(DefaultCacheBehavior behavior) {
        DistributionConfig config =
                DistributionConfig.builder().defaultCacheBehavior(behavior).build();
        return Forwarding.of(BehaviorReader.of(config).get(0), new AccountInquiry(account));
    }

    private Forwarding policies(String cachePolicy, String originRequestPolicy) {
        return forwarding(DefaultCacheBehavior.builder()
                .cachePolicyId(cachePolicy)
                .originRequestPolicyId(originRequestPolicy)
                .build());
    }

    @ParameterizedTest(name = "{0}: Host {1}, Referer {2}, Origin {3}, query {4}")
    @CsvSource({
        ", NO, NO, NO, NO",
        "216adef6-5c7f-47e4-b989-5492eafa07d3, YES, YES, YES, YES",
        "b689b0a8-53d0-40ab-baf2-68738e2966ac, NO, YES, YES, YES",
        "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf, NO, NO, YES, NO"
    })
    void managedPoliciesAreKnownWithoutAQuestion(
            String policy, Forwarded host, Forwarded referer, Forwarded origin, Forwarded query) {
        Forwarding forwarding = policies(CACHING_OPTIMIZED, policy);

        assertThat(forwarding.header("Host")).isEqualTo(host);
        assertThat(forwarding.header("referer")).isEqualTo(referer);
        assertThat(forwarding.header("Origin")).isEqualTo(origin);
        assertThat(forwarding.queryString("X-Amz-Signature")).isEqualTo(query);
    }

    @Test
    void ownPoliciesAreRequestedAndAddUp() {
        account.found(
                CloudFrontQuestions.cachePolicy("cache"),
                GetCachePolicyResponse.builder()
                        .cachePolicy(policy ->
                                policy.cachePolicyConfig(config -> config.parametersInCacheKeyAndForwardedToOrigin(it ->
                                        it.headersConfig(headers -> headers.headerBehavior("whitelist")
                                                        .headers(names -> names.items("Authorization")))
                                                .queryStringsConfig(query -> query.queryStringBehavior("none")))))
                        .build());
        account.found(
                CloudFrontQuestions.originRequestPolicy("request"),
                GetOriginRequestPolicyResponse.builder()
                        .originRequestPolicy(policy -> policy.originRequestPolicyConfig(config -> config.headersConfig(
                                        headers -> headers.headerBehavior("none"))
                                .queryStringsConfig(query -> query.queryStringBehavior("allExcept")
                                        .queryStrings(names -> names.items("utm")))))
                        .build());

        Forwarding forwarding = policies("cache", "request");

        assertThat(forwarding.header("authorization")).isEqualTo(Forwarded.YES);
        assertThat(forwarding.header("Host")).isEqualTo(Forwarded.NO);
        assertThat(forwarding.queryString("page")).isEqualTo(Forwarded.YES);
        assertThat(forwarding.queryString("utm")).isEqualTo(Forwarded.NO);
    }

    @Test
    void aPolicyThatIsNotKnownLeavesOpenWhatNoOtherForwards() {
        Forwarding forwarding = policies("cache", "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf");

        assertThat(forwarding.header("Origin")).isEqualTo(Forwarded.YES);
        assertThat(forwarding.header("Host")).isEqualTo(Forwarded.UNKNOWN);
        assertThat(forwarding.queryString("a")).isEqualTo(Forwarded.UNKNOWN);
    }

    @Test
    @SuppressWarnings("deprecation")
    void legacySettingsForwardTheirHeadersOrAllOfThem() {
        Forwarding some = forwarding(DefaultCacheBehavior.builder()
                .forwardedValues(values -> values.queryString(true).headers(names -> names.items("Host")))
                .build());
        Forwarding all = forwarding(DefaultCacheBehavior.builder()
                .forwardedValues(values -> values.queryString(false).headers(names -> names.items(List.of("*"))))
                .build());

        assertThat(some.header("host")).isEqualTo(Forwarded.YES);
        assertThat(some.header("Referer")).isEqualTo(Forwarded.NO);
        assertThat(some.queryString("a")).isEqualTo(Forwarded.YES);
        assertThat(all.header("Referer")).isEqualTo(Forwarded.YES);
        assertThat(all.queryString("a")).isEqualTo(Forwarded.NO);
    }
}
