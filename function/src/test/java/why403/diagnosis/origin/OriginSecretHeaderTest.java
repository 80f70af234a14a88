package why403.diagnosis.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.OriginCustomHeader;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.FixedResponseActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import why403.account.LoadBalancerQuestions;
import why403.account.S3Questions;
import why403.cause.CauseId;
import why403.diagnosis.Logged;
import why403.log.Field;

/** A secret header whose value at CloudFront differs from the one that the origin asks for. */
class OriginSecretHeaderTest {

    private static final String HOST = "shop-1234567890.eu-west-1.elb.amazonaws.com";
    private static final String HEADER = "X-Origin-Verify";
    private static final String SECRET = "0b5e-New";
    private static final Logged REFUSED = Logged.forbidden().answeredByOrigin().page("text/html", 118);

    private static final Rule DEFAULT_403 = Rule.builder()
            .isDefault(true)
            .actions(Action.builder()
                    .type("fixed-response")
                    .fixedResponseConfig(FixedResponseActionConfig.builder()
                            .statusCode("403")
                            .build())
                    .build())
            .build();
    private static final Rule DEFAULT_FORWARD = Rule.builder()
            .isDefault(true)
            .actions(Action.builder().type("forward").build())
            .build();

    private static Rule asking(String header, String... values) {
        return Rule.builder()
                .isDefault(false)
                .conditions(RuleCondition.builder()
                        .field("http-header")
                        .httpHeaderConfig(
                                config -> config.httpHeaderName(header).values(values))
                        .build())
                .actions(Action.builder().type("forward").build())
                .build();
    }

    private static OriginCase balancer() {
        return new OriginCase(HOST)
                .origin(origin -> origin.customHeaders(headers -> headers.items(OriginCustomHeader.builder()
                        .headerName(HEADER)
                        .headerValue(SECRET)
                        .build())))
                .asks(REFUSED);
    }

    private static OriginCase balancer(Rule... rules) {
        return balancer()
                .finding(
                        LoadBalancerQuestions.rules(HOST, Optional.empty(), Optional.of(443), Optional.of("eu-west-1")),
                        DescribeRulesResponse.builder()
                                .rules(Arrays.asList(rules))
                                .build());
    }

    @Test
    void anotherValueIsConfirmed() {
        assertThat(balancer(asking(HEADER, "0b5e-old"), DEFAULT_403).claim())
                .isEqualTo("origin-secret-header CONFIRMED");
        assertThat(balancer(asking("x-origin-verify", "0b5e-old")).claim()).isEqualTo("origin-secret-header CONFIRMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0b5e-new", "0B5E-NEW", "0b5e-*", "0b5e-ne?"})
    void aValueThatTheRuleTakesIsNot(String value) {
        assertThat(balancer(asking(HEADER, "0b5e-old", value), DEFAULT_403).claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    void oneRuleThatTakesTheValueIsEnough() {
        assertThat(balancer(asking("X-Other", "a"), asking(HEADER, SECRET), DEFAULT_403)
                        .claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    void aRuleAboutAHeaderThatTheOriginDoesNotSetIsNot() {
        assertThat(balancer(asking("X-Other", "a"), DEFAULT_403).claim())
                .isEqualTo("custom-origin-forbidden CONFIRMED");
    }

    @Test
    void isLikelyIfTheDefaultRuleServesTheRequest() {
        assertThat(balancer(asking(HEADER, "0b5e-old"), DEFAULT_FORWARD).claim())
                .isEqualTo("origin-secret-header LIKELY");
    }

    @Test
    void isLikelyIfARuleForPathsServesRequestsWithoutTheHeader() {
        Rule paths = Rule.builder()
                .isDefault(false)
                .conditions(RuleCondition.builder()
                        .field("path-pattern")
                        .pathPatternConfig(config -> config.values("/img/*"))
                        .build())
                .actions(Action.builder().type("forward").build())
                .build();

        assertThat(balancer(paths, asking(HEADER, "0b5e-old"), DEFAULT_403).claim())
                .isEqualTo("origin-secret-header LIKELY");
    }

    @Test
    void isLikelyIfAFunctionMayHaveChangedTheOrigin() {
        assertThat(balancer(asking(HEADER, "0b5e-old"), DEFAULT_403).function().claim())
                .isEqualTo("origin-secret-header LIKELY");
    }

    @Test
    void withoutTheRulesNothingIsClaimedAndTheyAreNamed() {
        assertThat(balancer().claim()).isEqualTo("custom-origin-forbidden CONFIRMED");
        assertThat(balancer().diagnosis().notChecked())
                .anySatisfy(entry -> assertThat(entry.what()).isEqualTo("elasticloadbalancing:DescribeRules"));
    }

    @Test
    void neitherValueIsShown() {
        assertThat(balancer(asking(HEADER, "0b5e-old"), DEFAULT_403).diagnosis().toString())
                .contains(HEADER)
                .doesNotContain("0b5e-old")
                .doesNotContain(SECRET);
    }

    private static OriginCase website(String referer) {
        return new OriginCase("example-assets.s3-website-eu-west-1.amazonaws.com")
                .origin(origin -> origin.customHeaders(headers -> headers.items(OriginCustomHeader.builder()
                        .headerName("Referer")
                        .headerValue(referer)
                        .build())))
                .finding(
                        S3Questions.bucketPolicy("example-assets", Optional.of("eu-west-1")),
                        GetBucketPolicyResponse.builder()
                                .policy(
                                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                                                + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::example-assets/*\","
                                                + "\"Condition\":{\"StringEquals\":{\"aws:Referer\":\"0b5e-old\"}}}]}")
                                .build())
                .asks(Logged.forbidden()
                        .answeredByOrigin()
                        .page("text/html", 303)
                        .with(Field.BYTES_SENT, "560"));
    }

    @Test
    void aWebsiteWhosePolicyAsksForAnotherRefererIsConfirmed() {
        assertThat(website(SECRET).claim()).isEqualTo("origin-secret-header CONFIRMED");
        assertThat(website(SECRET).diagnosis().toString()).doesNotContain("0b5e-old");
        assertThat(website("0b5e-old").cause().id()).isEqualTo(CauseId.CUSTOM_ORIGIN_FORBIDDEN);
    }
}
