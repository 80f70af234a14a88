package why403.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.GetRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.DescribeFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.GeoRestrictionType;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.GetCloudFrontOriginAccessIdentityResponse;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginRequestPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.LambdaFunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginCustomHeader;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import software.amazon.awssdk.services.cloudfront.model.OriginGroupMember;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.wafv2.model.GetSampledRequestsResponse;
import software.amazon.awssdk.services.wafv2.model.GetWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.Label;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.SampledHTTPRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;
import why403.account.Answer;
import why403.account.ApiGatewayQuestions;
import why403.account.CloudFrontQuestions;
import why403.account.HttpApiQuestions;
import why403.account.LambdaQuestions;
import why403.account.LoadBalancerQuestions;
import why403.account.Question;
import why403.account.S3Questions;
import why403.account.WafQuestions;
import why403.cause.Cause;
import why403.cause.Diagnosis;
import why403.diagnosis.s3.S3Case;
import why403.log.Field;

/**
 * Answers can lack any of their members, because people remove parts of recordings before they share them. An absent
 * member is only unknown. Every member of every answer is left out once.
 */
class IncompleteAnswersTest {

    private static final String WEB_ACL = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/prod/1111";
    private static final String POLICY = S3Case.GRANT.replace("E2EXAMPLE", "E9OTHER");

    private static final List<Logged> RECORDS = List.of(
            s3("/a/1.jpg"),
            s3("/a/"),
            s3("/"),
            s3("/identity/1.jpg"),
            s3("/open/1.jpg"),
            s3("/both/1.jpg"),
            s3("/open/1.jpg").with(Field.METHOD, "POST"),
            Logged.forbidden().path("/api/x").page("text/html", 118).answeredByOrigin(),
            Logged.forbidden().path("/waf").page("text/html", 919),
            Logged.forbidden().detail("ClientGeoBlocked").with(Field.COUNTRY, "KP"),
            Logged.forbidden().detail("InvalidRequestMethod").with(Field.METHOD, "PUT"),
            Logged.forbidden().detail("FunctionGeneratedResponse"),
            Logged.forbidden().detail("MissGeneratedResponse"),
            Logged.forbidden().with(Field.PROTOCOL, "http").page("text/html", 915),
            Logged.forbidden().page("text/html", 915),
            Logged.forbidden().with(Field.HOST_HEADER, "shop.example.com").page("text/html", 915),
            Logged.forbidden().path("/video/1").page("text/xml", 146),
            signed(Duration.ofHours(-1)).page("text/xml", 110),
            signed(Duration.ofHours(1)).page("text/xml", 106),
            Logged.forbidden().path("/video/1").page("text/xml", 131),
            json("/rest/a", 23),
            json("/rest/a", 42),
            json("/rest/a", 82),
            json("/http/a", 23),
            json("/function/a", 144),
            json("/function/a%2520b", 192),
            json("/function/a", 192).with(Field.METHOD, "POST"),
            json("/balancer/a", 118).with(Field.CONTENT_TYPE, "text/html"),
            json("/balancer/a", 4000).with(Field.METHOD, "POST"));

    private static Logged json(String path, int length) {
        return Logged.forbidden().path(path).page("application/json", length).answeredByOrigin();
    }

    private static Logged s3(String path) {
        return Logged.forbidden().path(path).answeredByBucket();
    }

    private static Logged signed(Duration life) {
        return Logged.forbidden()
                .path("/video/1")
                .query("Expires=" + Logged.NOON.plus(life).getEpochSecond() + "&Signature=a&Key-Pair-Id=K1");
    }

    private static CacheBehavior behavior(String pattern, String target) {
        return CacheBehavior.builder()
                .pathPattern(pattern)
                .targetOriginId(target)
                .viewerProtocolPolicy("allow-all")
                .allowedMethods(methods -> methods.items(Method.GET, Method.HEAD, Method.POST))
                .build();
    }

    private static Origin bucket(String id, String name) {
        return Origin.builder()
                .id(id)
                .domainName(name + ".s3.eu-west-1.amazonaws.com")
                .originPath("")
                .s3OriginConfig(config -> config.originAccessIdentity(""))
                .customHeaders(headers -> headers.items(OriginCustomHeader.builder()
                        .headerName("Referer")
                        .headerValue("between-us")
                        .build()))
                .build();
    }

    private static Origin server(String id, String host) {
        return Origin.builder()
                .id(id)
                .domainName(host)
                .originPath("/prod")
                .originAccessControlId("E1OAC")
                .customOriginConfig(config -> config.httpPort(80).httpsPort(443).originProtocolPolicy("https-only"))
                .customHeaders(headers -> headers.items(OriginCustomHeader.builder()
                        .headerName("X-Origin-Verify")
                        .headerValue("between-us")
                        .build()))
                .build();
    }

    private static DistributionConfig config() {
        return Site.geo(GeoRestrictionType.BLACKLIST, "KP").toBuilder()
                .webACLId(WEB_ACL)
                .aliases(aliases -> aliases.items("www.example.com"))
                .defaultRootObject("index.html")
                .logging(logging -> logging.enabled(true).includeCookies(false))
                .customErrorResponses(all -> all.items(CustomErrorResponse.builder()
                        .errorCode(404)
                        .responsePagePath("/404.html")
                        .responseCode("404")
                        .build()))
                .origins(all -> all.items(
                        bucket("control", "example-assets").toBuilder()
                                .originAccessControlId("E1OAC")
                                .build(),
                        bucket("identity", "example-identity").toBuilder()
                                .s3OriginConfig(
                                        s3 -> s3.originAccessIdentity("origin-access-identity/cloudfront/E1OAI"))
                                .build(),
                        bucket("open", "example-open"),
                        server("rest", "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com"),
                        server("http", "f6g7h8i9j0.execute-api.eu-west-1.amazonaws.com"),
                        server("function", "abc.lambda-url.eu-west-1.on.aws"),
                        server("balancer", "lb-1.eu-west-1.elb.amazonaws.com"),
                        Site.SERVER))
                .originGroups(groups -> groups.items(OriginGroup.builder()
                        .id("both")
                        .failoverCriteria(criteria -> criteria.statusCodes(codes -> codes.items(403)))
                        .members(members -> members.items(
                                OriginGroupMember.builder().originId("control").build(),
                                OriginGroupMember.builder().originId("open").build()))
                        .build()))
                .cacheBehaviors(all -> all.items(
                        behavior("/identity/*", "identity"),
                        behavior("/open/*", "open"),
                        behavior("/both/*", "both"),
                        behavior("/api/*", "server"),
                        behavior("/rest/*", "rest").toBuilder()
                                .originRequestPolicyId("own")
                                .build(),
                        behavior("/http/*", "http").toBuilder()
                                .cachePolicyId("own")
                                .build(),
                        behavior("/function/*", "function"),
                        behavior("/balancer/*", "balancer"),
                        behavior("/video/*", "control").toBuilder()
                                .trustedKeyGroups(groups ->
                                        groups.enabled(true).items("kg-1").quantity(1))
                                .build()))
                .defaultCacheBehavior(behavior -> behavior.targetOriginId("control")
                        .viewerProtocolPolicy("https-only")
                        .functionAssociations(all -> all.items(FunctionAssociation.builder()
                                .eventType(EventType.VIEWER_REQUEST)
                                .functionARN("arn:aws:cloudfront::123456789012:function/rewrite")
                                .build()))
                        .lambdaFunctionAssociations(all -> all.items(LambdaFunctionAssociation.builder()
                                .eventType(EventType.ORIGIN_REQUEST)
                                .lambdaFunctionARN("arn:aws:lambda:us-east-1:123456789012:function:guard:3")
                                .build())))
                .build();
    }

    private static GetBucketPolicyResponse policy(String json) {
        return GetBucketPolicyResponse.builder().policy(json).build();
    }

    private static Map<Question<?>, SdkPojo> answers() {
        Map<Question<?>, SdkPojo> answers = new LinkedHashMap<>();
        answers.put(
                CloudFrontQuestions.distribution(KnownAccount.ID),
                GetDistributionResponse.builder()
                        .distribution(Distribution.builder()
                                .id(KnownAccount.ID)
                                .arn(S3Case.ARN)
                                .domainName("d111111abcdef8.cloudfront.net")
                                .distributionConfig(config())
                                .build())
                        .build());
        answers.put(
                CloudFrontQuestions.originAccessControl("E1OAC"),
                GetOriginAccessControlResponse.builder()
                        .originAccessControl(control ->
                                control.id("E1OAC").originAccessControlConfig(it -> it.signingBehavior("always")))
                        .build());
        answers.put(
                CloudFrontQuestions.originAccessIdentity("E1OAI"),
                GetCloudFrontOriginAccessIdentityResponse.builder()
                        .cloudFrontOriginAccessIdentity(
                                identity -> identity.id("E1OAI").s3CanonicalUserId("canonical"))
                        .build());
        answers.put(S3Questions.bucketPolicy("example-assets", S3Case.REGION), policy(POLICY));
        answers.put(S3Questions.bucketPolicy("example-identity", S3Case.REGION), policy(POLICY));
        answers.put(S3Questions.bucketPolicy("example-open", S3Case.REGION), policy(POLICY));
        answers.put(
                S3Questions.object("example-assets", "a/", S3Case.REGION),
                HeadObjectResponse.builder().build());
        answers.put(
                CloudFrontQuestions.keyGroup("kg-1"),
                GetKeyGroupResponse.builder()
                        .keyGroup(group -> group.id("kg-1")
                                .keyGroupConfig(it -> it.name("players").items("K2")))
                        .build());
        answers.put(
                CloudFrontQuestions.function("rewrite"),
                DescribeFunctionResponse.builder()
                        .functionSummary(summary -> summary.name("rewrite")
                                .functionMetadata(it -> it.stage("LIVE").lastModifiedTime(Logged.NOON)))
                        .build());
        answers.put(
                WafQuestions.webAcl("prod", "1111"),
                GetWebAclResponse.builder()
                        .webACL(acl -> acl.name("prod")
                                .defaultAction(action -> action.allow(allow -> {}))
                                .visibilityConfig(config ->
                                        config.sampledRequestsEnabled(true).metricName("prod"))
                                .rules(Rule.builder()
                                        .name("scanners")
                                        .priority(1)
                                        .action(action -> action.block(block -> {}))
                                        .statement(statement -> statement.rateBasedStatement(
                                                rate -> rate.limit(100L).evaluationWindowSec(60L)))
                                        .visibilityConfig(config -> config.sampledRequestsEnabled(true)
                                                .metricName("scanners-metric"))
                                        .build()))
                        .build());
        answers.put(
                WafQuestions.sampledRequests(WEB_ACL, "scanners-metric", Logged.NOON, Logged.NOON),
                GetSampledRequestsResponse.builder()
                        .sampledRequests(SampledHTTPRequest.builder()
                                .request(request -> request.clientIP("192.0.2.10")
                                        .method("GET")
                                        .uri("/waf"))
                                .timestamp(Logged.NOON)
                                .action("BLOCK")
                                .labels(Label.builder().name("awswaf:label").build())
                                .build())
                        .build());
        answers.put(
                WafQuestions.sampledRequests(WEB_ACL, "prod", Logged.NOON, Logged.NOON),
                GetSampledRequestsResponse.builder().populationSize(0L).build());
        answers.put(
                CloudFrontQuestions.originRequestPolicy("own"),
                GetOriginRequestPolicyResponse.builder()
                        .originRequestPolicy(policy -> policy.originRequestPolicyConfig(
                                config -> config.headersConfig(headers -> headers.headerBehavior("allViewer"))
                                        .queryStringsConfig(query -> query.queryStringBehavior("all"))))
                        .build());
        answers.put(
                CloudFrontQuestions.cachePolicy("own"),
                GetCachePolicyResponse.builder()
                        .cachePolicy(policy ->
                                policy.cachePolicyConfig(config -> config.parametersInCacheKeyAndForwardedToOrigin(
                                        all -> all.headersConfig(headers -> headers.headerBehavior("whitelist")
                                                        .headers(names -> names.items("Host")))
                                                .queryStringsConfig(query -> query.queryStringBehavior("none")))))
                        .build());
        answers.put(
                ApiGatewayQuestions.restApi("a1b2c3d4e5", S3Case.REGION),
                GetRestApiResponse.builder().disableExecuteApiEndpoint(true).build());
        answers.put(
                ApiGatewayQuestions.stage("a1b2c3d4e5", "prod", S3Case.REGION),
                GetStageResponse.builder().webAclArn("arn:aws:wafv2:x").build());
        answers.put(
                LambdaQuestions.functionPolicy("render", S3Case.REGION),
                GetPolicyResponse.builder().policy(POLICY).build());
        answers.put(
                LoadBalancerQuestions.rules(
                        "lb-1.eu-west-1.elb.amazonaws.com", Optional.empty(), Optional.of(443), S3Case.REGION),
                DescribeRulesResponse.builder()
                        .rules(software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule.builder()
                                .conditions(RuleCondition.builder()
                                        .field("http-header")
                                        .httpHeaderConfig(header -> header.httpHeaderName("X-Origin-Verify")
                                                .values("between-us-too"))
                                        .build())
                                .actions(Action.builder()
                                        .fixedResponseConfig(fixed -> fixed.statusCode("200"))
                                        .build())
                                .build())
                        .build());
        return answers;
    }

    @TestFactory
    Stream<DynamicTest> anyMemberMayBeAbsent() {
        return answers().entrySet().stream()
                .flatMap(entry -> withoutOneMember(entry.getValue()).entrySet().stream()
                        .map(cut -> DynamicTest.dynamicTest(
                                entry.getKey().command() + " without " + cut.getKey(),
                                () -> assertIsConsistent(diagnose(entry.getKey(), cut.getValue())))));
    }

    @Test
    void completeAnswersLoseNothing() {
        Diagnosis diagnosis = diagnose(
                CloudFrontQuestions.function("none"),
                HeadObjectResponse.builder().build());
        assertIsConsistent(diagnosis);
        assertThat(diagnosis.causes()).hasSizeGreaterThan(8);
    }

    private static void assertIsConsistent(Diagnosis diagnosis) {
        assertThat(diagnosis.problems()).isEmpty();
        assertThat(diagnosis.causes().stream().mapToDouble(Cause::explained).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(diagnosis.causes())
                .allSatisfy(cause -> assertThat(cause.evidence())
                        .isNotEmpty()
                        .allSatisfy(sentence -> assertThat(sentence).endsWith(".")));
        assertThat(diagnosis.toString()).doesNotContain("null").doesNotContain("between-us");
    }

    private static Diagnosis diagnose(Question<?> question, SdkPojo answer) {
        KnownAccount account = KnownAccount.withoutRecordings()
                .functionUrl(FunctionUrlConfig.builder()
                        .functionUrl("https://abc.lambda-url.eu-west-1.on.aws/")
                        .functionArn("arn:aws:lambda:eu-west-1:123456789012:function:render")
                        .authType("AWS_IAM")
                        .build())
                .answering(
                        ApiGatewayQuestions.restApi("f6g7h8i9j0", S3Case.REGION),
                        new Answer.Refused<>("NotFoundException", ""))
                .finding(
                        HttpApiQuestions.api("f6g7h8i9j0", S3Case.REGION),
                        GetApiResponse.builder().build());
        Map<Question<?>, SdkPojo> answers = answers();
        answers.put(question, answer);
        answers.forEach((asked, found) -> answering(account, asked, found));
        return Site.diagnose(account, Site.sample(RECORDS));
    }

    @SuppressWarnings("unchecked") // each answer above is of its question's type
    private static <T extends SdkPojo> void answering(KnownAccount account, Question<T> question, SdkPojo found) {
        account.answering(question, new Answer.Found<>((T) found));
    }

    /** For each member, by its place: the value without that member. */
    private static Map<String, SdkPojo> withoutOneMember(SdkPojo value) {
        Map<String, SdkPojo> cuts = new LinkedHashMap<>();
        for (SdkField<?> field : value.sdkFields()) {
            Object member = field.getValueOrDefault(value);
            if (member != null) {
                cuts.put(field.memberName(), with(value, field, null));
                inside(member)
                        .forEach((place, cut) -> cuts.put(field.memberName() + "." + place, with(value, field, cut)));
            }
        }
        return cuts;
    }

    private static Map<String, Object> inside(Object member) {
        Map<String, Object> cuts = new LinkedHashMap<>();
        if (member instanceof SdkPojo structure) {
            cuts.putAll(withoutOneMember(structure));
        }
        if (member instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                int at = i;
                inside(list.get(i)).forEach((place, cut) -> cuts.put(at + "." + place, replaced(list, at, cut)));
            }
        }
        return cuts;
    }

    private static List<Object> replaced(List<?> list, int at, Object cut) {
        List<Object> changed = new ArrayList<>(list);
        changed.set(at, cut);
        return changed;
    }

    private static SdkPojo with(SdkPojo value, SdkField<?> field, Object member) {
        SdkBuilder<?, ?> builder = ((ToCopyableBuilder<?, ?>) value).toBuilder();
        field.set(builder, member);
        return (SdkPojo) builder.build();
    }
}
