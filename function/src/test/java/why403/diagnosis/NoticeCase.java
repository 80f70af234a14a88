package why403.diagnosis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.apigateway.model.GetRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.GetStageResponse;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.GeoRestrictionType;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.cloudfront.model.LambdaFunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginCustomHeader;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.wafv2.model.GetSampledRequestsResponse;
import software.amazon.awssdk.services.wafv2.model.GetWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.SampledHTTPRequest;
import why403.account.Answer;
import why403.account.ApiGatewayQuestions;
import why403.account.CloudFrontQuestions;
import why403.account.LambdaQuestions;
import why403.account.LoadBalancerQuestions;
import why403.account.S3Questions;
import why403.account.WafQuestions;
import why403.cause.CauseId;
import why403.cause.Diagnosis;
import why403.diagnosis.s3.S3Case;
import why403.log.Field;
import why403.sample.Sample;
import why403.sample.ServedRequests;
import why403.sample.ServedRequests.PathAndMethod;
import why403.sample.ServedRequests.Served;
import why403.signing.Signer;

/**
 * An incident; {@link #all} has at least one for each cause. Wherever a name can come from outside (a bucket, an origin, a key, a path, a
 * pattern, a group), it contains characters that a shell obeys.
 *
 * @param cause the largest one
 * @param variant distinguishes the cases of one cause
 * @param served what was served meanwhile
 */
public record NoticeCase(
        CauseId cause, String variant, KnownAccount account, List<Logged> forbidden, ServedRequests served) {

    public NoticeCase(CauseId cause, String variant, KnownAccount account, List<Logged> forbidden) {
        this(cause, variant, account, forbidden, ServedRequests.NONE);
    }

    /** Creates a file X if a shell executes it. */
    public static final String EVIL = "$(touch X)";

    public static final String BUCKET = "a" + EVIL;
    public static final String ORIGIN = "it's \"my\" " + EVIL + " `touch X`; origin";
    public static final String KEY = "it's \"my\" " + EVIL + " `touch X`; page.html";
    private static final String API = "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com";
    private static final String URL_HOST = "abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-west-1.on.aws";
    private static final Optional<String> REGION = Optional.of("eu-central-1");

    private static final String OPEN = "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":"
            + "\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::example-assets/*\"}}";

    private static final Logged S3 = Logged.forbidden().answeredByBucket();
    private static final Logged PAGE = Logged.forbidden().answeredByOrigin().page("text/html", 303);
    private static final Logged SIGNED = Logged.forbidden().path("/video/it's " + EVIL + ".m3u8");

    @Override
    public String toString() {
        return cause + " " + variant;
    }

    /** The diagnosis of the case. */
    public Diagnosis diagnose() {
        Sample sample = Site.sample(forbidden);
        return Site.diagnose(
                account,
                new Sample(sample.forbidden(), sample.forbiddenInAll(), sample.during(), sample.before(), served));
    }

    private static NoticeCase of(
            CauseId cause,
            String variant,
            DistributionConfig config,
            Consumer<KnownAccount> more,
            Logged... forbidden) {
        KnownAccount account = KnownAccount.with(config)
                .finding(
                        CloudFrontQuestions.originAccessControl("E1OAC"),
                        GetOriginAccessControlResponse.builder()
                                .originAccessControl(control ->
                                        control.originAccessControlConfig(it -> it.signingBehavior("always")))
                                .build());
        more.accept(account);
        return new NoticeCase(cause, variant, account, List.of(forbidden));
    }

    private static NoticeCase of(CauseId cause, String variant, DistributionConfig config, Logged... forbidden) {
        return of(cause, variant, config, account -> {}, forbidden);
    }

    /** One bucket, whose name a shell would execute, behind the default cache behavior. */
    private static DistributionConfig bucket(
            Consumer<Origin.Builder> change, Consumer<DistributionConfig.Builder> more) {
        Origin.Builder origin = Origin.builder().id(ORIGIN).domainName(BUCKET + ".s3.eu-central-1.amazonaws.com");
        change.accept(origin);
        return Site.with(builder -> {
            builder.origins(all -> all.items(origin.build(), Site.SERVER))
                    .defaultCacheBehavior(
                            behavior -> behavior.targetOriginId(ORIGIN).viewerProtocolPolicy("redirect-to-https"));
            more.accept(builder);
        });
    }

    private static DistributionConfig website() {
        return bucket(origin -> origin.domainName(BUCKET + ".s3-website.eu-central-1.amazonaws.com"), builder -> {});
    }

    private static DistributionConfig controlled(Consumer<DistributionConfig.Builder> more) {
        return bucket(origin -> origin.originAccessControlId("E1OAC"), more);
    }

    private static void noPolicy(KnownAccount account) {
        account.answering(S3Questions.bucketPolicy(BUCKET, REGION), new Answer.Refused<>("NoSuchBucketPolicy", ""));
    }

    private static Consumer<KnownAccount> policy(String json) {
        return account -> account.finding(
                S3Questions.bucketPolicy(BUCKET, REGION),
                GetBucketPolicyResponse.builder()
                        .policy(json.replace("example-assets", BUCKET))
                        .build());
    }

    /** The usual grant, and a Deny for all requests that come from no VPC. */
    private static String denying(String sid) {
        return S3Case.GRANT.replace(
                "]}",
                ",{" + sid + "\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":"
                        + "\"arn:aws:s3:::example-assets/*\",\"Condition\":{\"StringNotEquals\":{"
                        + "\"aws:SourceVpce\":\"vpce-1a2b3c4d\"}}}]}");
    }

    private static Consumer<KnownAccount> stored(Consumer<HeadObjectResponse.Builder> how) {
        return account -> account.finding(
                S3Questions.object(BUCKET, KEY, REGION),
                HeadObjectResponse.builder().applyMutation(how).build());
    }

    private static Consumer<KnownAccount> neverSigning() {
        return signing("never");
    }

    private static Consumer<KnownAccount> signing(String behavior) {
        return account -> account.finding(
                CloudFrontQuestions.originAccessControl("E1OAC"),
                GetOriginAccessControlResponse.builder()
                        .originAccessControl(
                                control -> control.originAccessControlConfig(it -> it.signingBehavior(behavior)))
                        .build());
    }

    private static NoticeCase viewersSignature() {
        NoticeCase signed = of(
                CauseId.S3_OAC_NOT_SIGNING,
                "for viewers that sign",
                controlled(builder -> builder.defaultCacheBehavior(behavior -> behavior.targetOriginId(ORIGIN)
                        .cachePolicyId("4135ea2d-6df8-44a3-9df3-4b5a84be39ad")
                        .originRequestPolicyId("b689b0a8-53d0-40ab-baf2-68738e2966ac"))),
                signing("no-override").andThen(policy(S3Case.GRANT)).andThen(stored(head -> {})),
                S3.path("/" + KEY));
        return new NoticeCase(
                signed.cause(), signed.variant(), signed.account(), signed.forbidden(), served("/it's " + EVIL));
    }

    private static ServedRequests served(String path) {
        return new ServedRequests(
                new TreeMap<>(Map.of(new PathAndMethod(path, "GET"), new Served(1, Logged.NOON, Logged.NOON))));
    }

    /** Blocked by a rule with a name that a shell would execute. */
    private static NoticeCase sampled(String variant, Optional<String> inGroup) {
        String arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/it's " + EVIL + "/1" + EVIL;
        software.amazon.awssdk.services.wafv2.model.Rule.Builder rule =
                software.amazon.awssdk.services.wafv2.model.Rule.builder()
                        .name("it's \"my\" " + EVIL)
                        .priority(1)
                        .visibilityConfig(
                                config -> config.sampledRequestsEnabled(true).metricName("metric"));
        if (inGroup.isPresent()) {
            rule.overrideAction(override -> override.none(none -> {}))
                    .statement(statement -> statement.managedRuleGroupStatement(group -> group.name("Group")));
        } else {
            rule.action(own -> own.block(block -> {}))
                    .statement(statement -> statement.geoMatchStatement(geo -> geo.countryCodesWithStrings("DE")));
        }
        return of(
                CauseId.WAF_BLOCK,
                variant,
                Site.with(builder -> builder.webACLId(arn)),
                account -> account.finding(
                                WafQuestions.webAcl("it's " + EVIL, "1" + EVIL),
                                GetWebAclResponse.builder()
                                        .webACL(acl -> acl.defaultAction(any -> any.allow(allow -> {}))
                                                .rules(rule.build()))
                                        .build())
                        .finding(
                                WafQuestions.sampledRequests(arn, "metric", Logged.NOON, Logged.NOON),
                                GetSampledRequestsResponse.builder()
                                        .sampledRequests(SampledHTTPRequest.builder()
                                                .request(request -> request.clientIP("192.0.2.10")
                                                        .method("GET")
                                                        .uri("/" + KEY))
                                                .timestamp(Logged.NOON)
                                                .action("BLOCK")
                                                .ruleNameWithinRuleGroup(inGroup.orElse(null))
                                                .build())
                                        .build()),
                Logged.forbidden().path("/" + KEY).page("text/html", 919));
    }

    private static Consumer<KnownAccount> missing(String key) {
        return account ->
                account.answering(S3Questions.object(BUCKET, key, REGION), new Answer.Refused<>("404", "Not Found"));
    }

    private static Consumer<KnownAccount> keyGroup(String id) {
        return account -> account.finding(
                CloudFrontQuestions.keyGroup(id),
                GetKeyGroupResponse.builder()
                        .keyGroup(group -> group.id(id)
                                .keyGroupConfig(it -> it.name("players " + EVIL).items("K1OLDKEY")))
                        .build());
    }

    private static DistributionConfig restricted(String group) {
        return Site.withBehavior(
                "/video/*",
                behavior -> behavior.trustedKeyGroups(
                        groups -> groups.enabled(true).items(group).quantity(1)));
    }

    /** All cases. */
    public static Stream<NoticeCase> all() {
        return Stream.of(edge(), signed(), s3(), others()).flatMap(cases -> cases);
    }

    private static Stream<NoticeCase> edge() {
        Logged geo = Logged.forbidden().detail("ClientGeoBlocked");
        Logged method = Logged.forbidden().detail("InvalidRequestMethod");
        Logged badRequest = Logged.forbidden().page("text/html", 915);
        Logged plain = badRequest.with(Field.PROTOCOL, "http");
        String pattern = "/o'neill/" + EVIL + "/*";
        String path = "/o'neill/" + EVIL + "/a";
        DistributionConfig functions =
                Site.with(builder -> builder.defaultCacheBehavior(behavior -> behavior.targetOriginId("s3")
                        .functionAssociations(all -> all.items(FunctionAssociation.builder()
                                .eventType(EventType.VIEWER_REQUEST)
                                .functionARN("arn:aws:cloudfront::123456789012:function/gate")
                                .build()))
                        .lambdaFunctionAssociations(all -> all.items(LambdaFunctionAssociation.builder()
                                .eventType(EventType.ORIGIN_REQUEST)
                                .lambdaFunctionARN("arn:aws:lambda:us-east-1:123456789012:function:guard:3")
                                .build()))));
        return Stream.of(
                of(
                        CauseId.GEO_RESTRICTION,
                        "three countries",
                        Site.geo(GeoRestrictionType.BLACKLIST, "KP", "SY", "IR"),
                        geo.with(Field.COUNTRY, "KP"),
                        geo.with(Field.COUNTRY, "SY"),
                        geo.with(Field.COUNTRY, "IR")),
                of(
                        CauseId.GEO_RESTRICTION,
                        "four countries not on the list",
                        Site.geo(GeoRestrictionType.WHITELIST, "DE"),
                        geo.with(Field.COUNTRY, "KP"),
                        geo.with(Field.COUNTRY, "SY"),
                        geo.with(Field.COUNTRY, "IR"),
                        geo.with(Field.COUNTRY, "CU")),
                of(
                        CauseId.GEO_RESTRICTION,
                        "changed since",
                        Site.plain(),
                        geo.with(Field.COUNTRY, "KP"),
                        geo.with(Field.COUNTRY, "SY"),
                        geo.with(Field.COUNTRY, "IR")),
                of(CauseId.GEO_RESTRICTION, "no country logged", Site.plain(), geo),
                of(
                        CauseId.WAF_BLOCK,
                        "named",
                        Site.with(builder ->
                                builder.webACLId("arn:aws:wafv2:us-east-1:123456789012:global/webacl/prod/1")),
                        Logged.forbidden().page("text/html", 919)),
                sampled("by a rule", Optional.empty()),
                sampled("by a rule in a group", Optional.of("AWS#Group#Rule" + EVIL)),
                of(
                        CauseId.METHOD_NOT_ALLOWED,
                        "default behavior",
                        Site.plain(),
                        method.path(path).with(Field.METHOD, "POST")),
                of(
                        CauseId.METHOD_NOT_ALLOWED,
                        "four methods of an existing behavior",
                        Site.withBehavior(pattern, behavior -> behavior.targetOriginId("server")),
                        Stream.of("POST", "PUT", "PATCH", "DELETE")
                                .map(name -> method.path(path).with(Field.METHOD, name))
                                .toArray(Logged[]::new)),
                of(
                        CauseId.METHOD_NOT_ALLOWED,
                        "four methods that are allowed now",
                        Site.withBehavior(
                                pattern,
                                behavior -> behavior.targetOriginId("server")
                                        .allowedMethods(all ->
                                                all.itemsWithStrings("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"))),
                        Stream.of("POST", "PUT", "PATCH", "DELETE")
                                .map(name -> method.path(path).with(Field.METHOD, name))
                                .toArray(Logged[]::new)),
                of(
                        CauseId.HTTPS_REQUIRED,
                        "existing behavior",
                        Site.withBehavior(pattern, behavior -> behavior.viewerProtocolPolicy("https-only")),
                        plain.path(path)),
                of(
                        CauseId.ALIAS_NOT_CONFIGURED,
                        "one host",
                        named("www.example.com"),
                        badRequest.with(Field.HOST_HEADER, "shop.example.com")),
                of(
                        CauseId.ALIAS_NOT_CONFIGURED,
                        "a host that is no host",
                        named("www.example.com"),
                        badRequest.with(Field.HOST_HEADER, "shop.example.com;" + EVIL)),
                of(
                        CauseId.ALIAS_NOT_CONFIGURED,
                        "two hosts and no alias",
                        named(),
                        badRequest.with(Field.HOST_HEADER, "shop.example.com"),
                        badRequest.with(Field.HOST_HEADER, "www.example.com")),
                of(
                        CauseId.ALIAS_NOT_CONFIGURED,
                        "an alias now",
                        named("www.example.com"),
                        badRequest.detail("InvalidRequestCertificate")),
                of(CauseId.GET_WITH_BODY, "one method", named("www.example.com"), badRequest),
                of(
                        CauseId.GET_WITH_BODY,
                        "three methods",
                        named("www.example.com").toBuilder()
                                .defaultCacheBehavior(behavior -> behavior.targetOriginId("s3")
                                        .allowedMethods(methods -> methods.itemsWithStrings("GET", "HEAD", "OPTIONS")))
                                .build(),
                        badRequest,
                        badRequest.with(Field.METHOD, "HEAD"),
                        badRequest.with(Field.METHOD, "OPTIONS")),
                of(
                        CauseId.EDGE_FUNCTION_DENIED,
                        "known function",
                        functions,
                        Logged.forbidden().detail("FunctionGeneratedResponse")),
                of(
                        CauseId.EDGE_FUNCTION_DENIED,
                        "unknown function",
                        Site.plain(),
                        Logged.forbidden().detail("FunctionGeneratedResponse")),
                of(
                        CauseId.LAMBDA_EDGE_DENIED,
                        "known function",
                        functions,
                        Logged.forbidden().detail("MissGeneratedResponse")),
                of(
                        CauseId.LAMBDA_EDGE_DENIED,
                        "unknown function",
                        Site.plain(),
                        Logged.forbidden().detail("LambdaGeneratedResponse")));
    }

    private static DistributionConfig named(String... aliases) {
        return Site.with(builder -> builder.aliases(all -> all.items(aliases).quantity(aliases.length)));
    }

    private static Stream<NoticeCase> signed() {
        String group = "kg'" + EVIL;
        String key = "&Signature=abc&Key-Pair-Id=K2NEWKEY";
        String oldKey = key.replace("K2NEWKEY", "K1OLDKEY");
        Logged refused = SIGNED.page("text/xml", 110);
        return Stream.of(
                of(
                        CauseId.SIGNED_REQUEST_MISSING,
                        "no signature",
                        restricted(group),
                        keyGroup(group),
                        SIGNED.page("text/xml", 146)),
                of(
                        CauseId.SIGNED_REQUEST_PREFLIGHT,
                        "no GET",
                        restricted(group),
                        keyGroup(group),
                        SIGNED.with(Field.METHOD, "OPTIONS").page("text/xml", 146)),
                of(
                        CauseId.SIGNED_REQUEST_UNKNOWN_KEY,
                        "a new key",
                        restricted(group),
                        keyGroup(group),
                        SIGNED.page("text/xml", 106).query("Expires=1900000000" + key)),
                of(
                        CauseId.SIGNED_REQUEST_EXPIRED,
                        "long ago",
                        restricted(group),
                        keyGroup(group),
                        SIGNED.page("text/xml", 110).query("Expires=1000000000" + oldKey)),
                of(
                        CauseId.SIGNED_REQUEST_NOT_YET_VALID,
                        "a later start",
                        restricted(group),
                        keyGroup(group),
                        refused.query(policy("*", "\"DateGreaterThan\":{\"AWS:EpochTime\":1895000000},") + oldKey)),
                of(
                        CauseId.SIGNED_REQUEST_WRONG_ADDRESS,
                        "another range",
                        restricted(group),
                        keyGroup(group),
                        refused.query(policy("*", "\"IpAddress\":{\"AWS:SourceIp\":\"198.51.100.0/24\"},") + oldKey)),
                of(
                        CauseId.SIGNED_REQUEST_WRONG_RESOURCE,
                        "a resource that a shell obeys",
                        restricted(group),
                        keyGroup(group),
                        refused.query(policy("https://" + EVIL + "/`touch X`?a='" + EVIL, "") + oldKey)),
                of(
                        CauseId.SIGNED_REQUEST_BAD_SIGNATURE,
                        "no public key",
                        restricted(group),
                        keyGroup(group),
                        refused.query("Expires=1900000000" + oldKey)),
                of(
                        CauseId.SIGNED_REQUEST_BAD_SIGNATURE,
                        "another path",
                        restricted(group),
                        keyGroup(group)
                                .andThen(account -> account.finding(
                                        CloudFrontQuestions.publicKey("K1OLDKEY"),
                                        GetPublicKeyResponse.builder()
                                                .publicKey(it -> it.publicKeyConfig(
                                                        config -> config.encodedKey(Signer.Key.RSA.publicPem())))
                                                .build())),
                        refused.path("/video/it's%2520" + EVIL)
                                .query(Signer.of("K1OLDKEY")
                                        .canned(
                                                "https://www.example.com/video/it's " + EVIL,
                                                Logged.NOON.plusSeconds(60)))),
                of(
                        CauseId.SIGNED_REQUEST_MALFORMED,
                        "no base64",
                        restricted(group),
                        keyGroup(group),
                        SIGNED.page("text/xml", 116).query("Policy=" + EVIL + oldKey)),
                of(
                        CauseId.SIGNED_REQUEST_MALFORMED,
                        "by its length",
                        restricted(group),
                        keyGroup(group),
                        SIGNED.page("text/xml", 131)));
    }

    /** A custom policy that expires in 2030. */
    private static String policy(String resource, String condition) {
        String json = "{\"Statement\":[{\"Resource\":\"" + resource + "\",\"Condition\":{" + condition
                + "\"DateLessThan\":{\"AWS:EpochTime\":1900000000}}}]}";
        return "Policy=" + Signer.base64(json.getBytes(StandardCharsets.UTF_8)).replace("~", "%7E");
    }

    private static Stream<NoticeCase> s3() {
        DistributionConfig page = controlled(builder -> builder.defaultRootObject(KEY));
        return Stream.of(
                of(
                        CauseId.S3_NO_ORIGIN_ACCESS,
                        "no policy",
                        bucket(origin -> {}, builder -> {}),
                        NoticeCase::noPolicy,
                        S3.path("/it's " + EVIL)),
                of(
                        CauseId.S3_GRANT_MISSING,
                        "no policy",
                        controlled(builder -> {}),
                        NoticeCase::noPolicy,
                        S3.path("/it's " + EVIL)),
                of(
                        CauseId.S3_GRANT_MISSING,
                        "an OAI that the policy does not name",
                        bucket(
                                origin -> origin.s3OriginConfig(
                                        s3 -> s3.originAccessIdentity("origin-access-identity/cloudfront/E1'" + EVIL)),
                                builder -> {}),
                        policy(S3Case.GRANT.replace("cloudfront.amazonaws.com", "s3.amazonaws.com")),
                        S3),
                of(CauseId.S3_GRANT_MISSING, "a policy that is not known", controlled(builder -> {}), S3),
                of(
                        CauseId.S3_GRANT_WRONG_IDENTITY,
                        "another distribution",
                        controlled(builder -> {}),
                        policy(S3Case.GRANT.replace("E2EXAMPLE", "EOTHER")),
                        S3),
                of(
                        CauseId.S3_GRANT_WRONG_RESOURCE,
                        "the bucket alone",
                        controlled(builder -> {}),
                        policy(S3Case.GRANT.replace("example-assets/*", "example-assets")),
                        S3),
                of(
                        CauseId.S3_GRANT_WRONG_ACTION,
                        "an upload",
                        controlled(builder -> {}),
                        policy(S3Case.GRANT),
                        S3.with(Field.METHOD, "PUT")),
                of(
                        CauseId.S3_EXPLICIT_DENY,
                        "a Deny with a Sid",
                        controlled(builder -> {}),
                        policy(denying("\"Sid\":\"Only " + EVIL + "\",")),
                        S3),
                of(
                        CauseId.S3_EXPLICIT_DENY,
                        "a Deny without a Sid, and no grant",
                        controlled(builder -> {}),
                        policy(denying("").replace("E2EXAMPLE", "EOTHER")),
                        S3),
                of(
                        CauseId.S3_EXPLICIT_DENY,
                        "an OAI",
                        bucket(
                                origin -> origin.s3OriginConfig(
                                        s3 -> s3.originAccessIdentity("origin-access-identity/cloudfront/E1OAI")),
                                builder -> {}),
                        policy(denying("")
                                .replace(
                                        "{\"Service\":\"cloudfront.amazonaws.com\"}",
                                        "{\"AWS\":\"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1OAI\"}")
                                .replace(
                                        "\"Condition\":{\"StringEquals\":{\"AWS:SourceArn\":\"" + S3Case.ARN + "\"}}",
                                        "\"Sid\":\"Oai\"")),
                        S3),
                of(
                        CauseId.S3_OAC_NOT_SIGNING,
                        "with a grant",
                        controlled(builder -> {}),
                        NoticeCase.neverSigning().andThen(policy(S3Case.GRANT)),
                        S3),
                of(
                        CauseId.S3_OAC_NOT_SIGNING,
                        "without a grant",
                        controlled(builder -> {}),
                        NoticeCase.neverSigning().andThen(NoticeCase::noPolicy),
                        S3),
                viewersSignature(),
                of(
                        CauseId.S3_PUBLIC_ACCESS_BLOCKED,
                        "by the bucket",
                        bucket(origin -> {}, builder -> {}),
                        policy(OPEN)
                                .andThen(account -> account.finding(
                                        S3Questions.publicAccessBlock(BUCKET, REGION),
                                        GetPublicAccessBlockResponse.builder()
                                                .publicAccessBlockConfiguration(it -> it.restrictPublicBuckets(true))
                                                .build())),
                        S3),
                of(
                        CauseId.S3_PUBLIC_ACCESS_BLOCKED,
                        "of a website",
                        website(),
                        policy(OPEN)
                                .andThen(account -> account.finding(
                                        S3Questions.publicAccessBlock(BUCKET, REGION),
                                        GetPublicAccessBlockResponse.builder()
                                                .publicAccessBlockConfiguration(it -> it.restrictPublicBuckets(true))
                                                .build())),
                        PAGE),
                of(
                        CauseId.S3_KMS_KEY_DENIED,
                        "a policy that is not known",
                        controlled(builder -> {}),
                        policy(S3Case.GRANT)
                                .andThen(stored(head -> head.serverSideEncryption("aws:kms")
                                        .ssekmsKeyId("arn:aws:kms:eu-central-1:123456789012:key/1'" + EVIL))),
                        S3.path("/" + KEY)),
                of(
                        CauseId.S3_KMS_KEY_DENIED,
                        "the managed key",
                        controlled(builder -> {}),
                        policy(S3Case.GRANT).andThen(stored(head -> head.serverSideEncryption("aws:kms"))),
                        S3.path("/" + KEY)),
                of(
                        CauseId.S3_OBJECT_ARCHIVED,
                        "an object",
                        controlled(builder -> {}),
                        policy(S3Case.GRANT).andThen(stored(head -> head.storageClass("GLACIER"))),
                        S3.path("/" + KEY)),
                of(
                        CauseId.S3_OBJECT_OWNERSHIP,
                        "another account",
                        controlled(builder -> {}),
                        policy(S3Case.GRANT)
                                .andThen(stored(head -> {}))
                                .andThen(account -> account.answering(
                                                S3Questions.object(BUCKET, "theirs", REGION),
                                                new Answer.NotChecked<>(Answer.Why.DENIED))
                                        .answering(
                                                S3Questions.ownershipControls(BUCKET, REGION),
                                                new Answer.Refused<>("OwnershipControlsNotFoundError", ""))),
                        S3.path("/theirs"),
                        S3.path("/theirs"),
                        S3.path("/" + KEY)),
                of(
                        CauseId.S3_ERROR_CACHED,
                        "five minutes",
                        controlled(
                                builder -> builder.customErrorResponses(all -> all.items(CustomErrorResponse.builder()
                                        .errorCode(403)
                                        .errorCachingMinTTL(300L)
                                        .build()))),
                        policy(S3Case.GRANT).andThen(stored(head -> head.lastModified(Logged.NOON.plusSeconds(60)))),
                        S3.path("/" + KEY)),
                of(CauseId.S3_WEBSITE_ENDPOINT_PRIVATE, "no policy", website(), NoticeCase::noPolicy, PAGE),
                of(
                        CauseId.S3_VIEWER_AUTHENTICATION,
                        "a presigned link",
                        controlled(builder -> builder.defaultCacheBehavior(behavior -> behavior.targetOriginId(ORIGIN)
                                .viewerProtocolPolicy("redirect-to-https")
                                .originRequestPolicyId("b689b0a8-53d0-40ab-baf2-68738e2966ac"))),
                        policy(S3Case.GRANT),
                        S3.query("X-Amz-Signature=abc").page("application/xml", 319)),
                of(
                        CauseId.S3_CORS_PREFLIGHT,
                        "no configuration",
                        controlled(builder -> {}),
                        policy(S3Case.GRANT)
                                .andThen(account -> account.answering(
                                        S3Questions.cors(BUCKET, REGION),
                                        new Answer.Refused<>("NoSuchCORSConfiguration", ""))),
                        S3.with(Field.METHOD, "OPTIONS").page("application/xml", 338)),
                of(
                        CauseId.S3_OBJECT_MISSING,
                        "an image",
                        page,
                        policy(S3Case.GRANT).andThen(missing("it's " + EVIL + ".png")),
                        S3.path("/it's " + EVIL + ".png")),
                of(
                        CauseId.S3_OBJECT_MISSING,
                        "a plus",
                        page,
                        policy(S3Case.GRANT)
                                .andThen(missing("a " + EVIL))
                                .andThen(account -> account.finding(
                                        S3Questions.object(BUCKET, "a+" + EVIL, REGION),
                                        HeadObjectResponse.builder().build())),
                        S3.path("/a+" + EVIL)),
                of(
                        CauseId.S3_OBJECT_MISSING,
                        "in a website",
                        website(),
                        policy(OPEN).andThen(missing("it's " + EVIL + ".png")),
                        PAGE.path("/it's " + EVIL + ".png")),
                of(
                        CauseId.S3_OBJECT_MISSING,
                        "not checked",
                        page,
                        policy(S3Case.GRANT),
                        S3.path("/it's " + EVIL + ".png")),
                of(
                        CauseId.S3_OBJECT_MISSING,
                        "a deep link",
                        page,
                        policy(S3Case.GRANT).andThen(missing("it's " + EVIL)),
                        S3.path("/it's " + EVIL)),
                of(
                        CauseId.S3_DEFAULT_ROOT_OBJECT,
                        "not set",
                        controlled(builder -> {}),
                        policy(S3Case.GRANT),
                        S3.path("/")),
                of(
                        CauseId.S3_DEFAULT_ROOT_OBJECT,
                        "with a slash",
                        controlled(builder -> builder.defaultRootObject("/" + KEY)),
                        policy(S3Case.GRANT),
                        S3.path("/")),
                of(
                        CauseId.S3_DEFAULT_ROOT_OBJECT,
                        "absent",
                        page,
                        policy(S3Case.GRANT).andThen(missing(KEY)),
                        S3.path("/")),
                of(
                        CauseId.S3_DEFAULT_ROOT_OBJECT,
                        "a folder",
                        page,
                        policy(S3Case.GRANT).andThen(missing("it's " + EVIL + "/")),
                        S3.path("/it's " + EVIL + "/")));
    }

    /** One server behind the default cache behavior. */
    private static DistributionConfig server(String host, Consumer<DefaultCacheBehavior.Builder> change) {
        DefaultCacheBehavior.Builder behavior =
                DefaultCacheBehavior.builder().targetOriginId(ORIGIN).viewerProtocolPolicy("redirect-to-https");
        change.accept(behavior);
        return Site.with(builder -> builder.origins(all -> all.items(
                        Site.SERVER.toBuilder().id(ORIGIN).domainName(host).build()))
                .defaultCacheBehavior(behavior.build()));
    }

    private static DistributionConfig functionUrl() {
        return server(URL_HOST, behavior -> {}).toBuilder()
                .origins(all -> all.items(Site.SERVER.toBuilder()
                        .id(ORIGIN)
                        .domainName(URL_HOST)
                        .originAccessControlId("E1OAC")
                        .build()))
                .build();
    }

    private static NoticeCase secretHeader(Logged answered) {
        String host = "shop-1.eu-west-1.elb.amazonaws.com";
        DistributionConfig config = server(host, behavior -> {}).toBuilder()
                .origins(all -> all.items(Site.SERVER.toBuilder()
                        .id(ORIGIN)
                        .domainName(host)
                        .customHeaders(headers -> headers.items(OriginCustomHeader.builder()
                                .headerName("X-Origin-Verify")
                                .headerValue("new")
                                .build()))
                        .build()))
                .build();
        return of(
                CauseId.ORIGIN_SECRET_HEADER,
                "a load balancer",
                config,
                account -> account.finding(
                        LoadBalancerQuestions.rules(host, Optional.empty(), Optional.empty(), Optional.of("eu-west-1")),
                        DescribeRulesResponse.builder()
                                .rules(Rule.builder()
                                        .conditions(RuleCondition.builder()
                                                .field("http-header")
                                                .httpHeaderConfig(header -> header.httpHeaderName("X-Origin-Verify")
                                                        .values("old"))
                                                .build())
                                        .build())
                                .build()),
                answered.page("text/html", 118));
    }

    private static CacheBehavior behavior(String pattern, String origin) {
        return CacheBehavior.builder()
                .pathPattern(pattern)
                .targetOriginId(origin)
                .viewerProtocolPolicy("redirect-to-https")
                .build();
    }

    private static void changesOrigin(DefaultCacheBehavior.Builder behavior) {
        behavior.functionAssociations(all -> all.items(FunctionAssociation.builder()
                        .eventType(EventType.VIEWER_REQUEST)
                        .functionARN("arn:aws:cloudfront::123456789012:function/router" + EVIL)
                        .build()))
                .lambdaFunctionAssociations(all -> all.items(LambdaFunctionAssociation.builder()
                        .eventType(EventType.ORIGIN_REQUEST)
                        .lambdaFunctionARN("arn:aws:lambda:us-east-1:123456789012:function:router" + EVIL + ":3")
                        .build()));
    }

    private static Stream<NoticeCase> others() {
        Logged json = Logged.forbidden().path("/it's " + EVIL).answeredByOrigin();
        DistributionConfig server = Site.with(builder -> builder.origins(all -> all.items(Site.SERVER.toBuilder()
                        .domainName("api" + EVIL + ".example.com")
                        .build()))
                .defaultCacheBehavior(behavior -> behavior.targetOriginId("server")));
        Logged answered =
                Logged.forbidden().path("/it's " + EVIL).page("text/html", 118).answeredByOrigin();
        return Stream.of(
                of(
                        CauseId.LAMBDA_URL_GRANT_MISSING,
                        "no policy",
                        functionUrl(),
                        account -> account.functionUrl(FunctionUrlConfig.builder()
                                        .functionUrl("https://" + URL_HOST + "/")
                                        .functionArn("arn:aws:lambda:eu-west-1:123456789012:function:render" + EVIL)
                                        .authType("AWS_IAM")
                                        .build())
                                .answering(
                                        LambdaQuestions.functionPolicy("render" + EVIL, Optional.of("eu-west-1")),
                                        new Answer.Refused<>("ResourceNotFoundException", "")),
                        json.page("application/json", 144)),
                of(
                        CauseId.LAMBDA_URL_GRANT_MISSING,
                        "a function that is not known",
                        functionUrl(),
                        json.page("application/json", 144)),
                of(
                        CauseId.LAMBDA_URL_UNSIGNED_BODY,
                        "three methods",
                        functionUrl(),
                        Stream.of("POST", "PUT", "PATCH")
                                .map(name -> json.with(Field.METHOD, name).page("application/json", 192))
                                .toArray(Logged[]::new)),
                of(
                        CauseId.ORIGIN_SIGNATURE_MISMATCH,
                        "an escape",
                        functionUrl(),
                        json.path("/it's%20" + EVIL).page("application/json", 192)),
                of(
                        CauseId.STACKED_DISTRIBUTIONS,
                        "another distribution",
                        server("d" + EVIL + ".cloudfront.net", behavior -> {}),
                        json.page("text/html", 919)),
                of(
                        CauseId.EDGE_FUNCTION_CHANGED_ORIGIN,
                        "S3 answers for a server",
                        server("api" + EVIL + ".example.com", NoticeCase::changesOrigin),
                        S3.path("/it's " + EVIL)),
                of(
                        CauseId.EDGE_FUNCTION_CHANGED_ORIGIN,
                        "a server answers for a bucket",
                        controlled(builder -> builder.defaultCacheBehavior(behavior -> {
                            behavior.targetOriginId(ORIGIN).viewerProtocolPolicy("redirect-to-https");
                            changesOrigin(behavior);
                        })),
                        json.page("application/json", 144)),
                of(
                        CauseId.BEHAVIOR_ORDER,
                        "two origins",
                        controlled(builder -> builder.cacheBehaviors(all -> all.items(
                                behavior("/it's*", ORIGIN), behavior("/it's " + EVIL + "*", Site.SERVER.id())))),
                        policy(S3Case.GRANT).andThen(missing("it's " + EVIL + ".png")),
                        S3.path("/it's " + EVIL + ".png")),
                of(
                        CauseId.HOST_HEADER_FORWARDED,
                        "an origin request policy",
                        server(API, behavior -> behavior.originRequestPolicyId("216adef6-5c7f-47e4-b989-5492eafa07d3")),
                        json.page("application/json", 23)),
                of(
                        CauseId.HOST_HEADER_FORWARDED,
                        "a policy that is not known",
                        server("cdn" + EVIL + ".example.net", behavior -> behavior.originRequestPolicyId("p'" + EVIL)),
                        json.page("text/html", 915)),
                of(
                        CauseId.API_GATEWAY_FORBIDDEN,
                        "no default endpoint",
                        server(API, behavior -> {}),
                        account -> account.finding(
                                ApiGatewayQuestions.restApi("a1b2c3d4e5", Optional.of("eu-west-1")),
                                GetRestApiResponse.builder()
                                        .disableExecuteApiEndpoint(true)
                                        .build()),
                        json.page("application/json", 23)),
                of(
                        CauseId.API_GATEWAY_FORBIDDEN,
                        "a web ACL",
                        server(API, behavior -> {}),
                        account -> account.finding(
                                        ApiGatewayQuestions.restApi("a1b2c3d4e5", Optional.of("eu-west-1")),
                                        GetRestApiResponse.builder().build())
                                .finding(
                                        ApiGatewayQuestions.stage("a1b2c3d4e5", "$default", Optional.of("eu-west-1")),
                                        GetStageResponse.builder()
                                                .webAclArn("arn:aws:wafv2:eu-west-1:1:regional/webacl/a" + EVIL + "/1")
                                                .build()),
                        json.page("application/json", 23)),
                of(
                        CauseId.API_GATEWAY_FORBIDDEN,
                        "an API key",
                        server(API, behavior -> behavior.cachePolicyId("4135ea2d-6df8-44a3-9df3-4b5a84be39ad")),
                        json.page("application/json", 23)),
                of(
                        CauseId.API_GATEWAY_AUTHORIZER_DENIED,
                        "an explicit deny",
                        server(API, behavior -> {}),
                        json.page("application/json", 82)),
                of(
                        CauseId.API_GATEWAY_NO_ROUTE,
                        "no stage",
                        server(API, behavior -> {}),
                        account -> account.finding(
                                ApiGatewayQuestions.restApi("a1b2c3d4e5", Optional.of("eu-west-1")),
                                GetRestApiResponse.builder().build()),
                        json.page("application/json", 42)),
                new NoticeCase(
                        CauseId.API_GATEWAY_NO_ROUTE,
                        "not recorded",
                        KnownAccount.withoutRecordings(),
                        List.of(json.page("application/json", 42))),
                secretHeader(json),
                new NoticeCase(
                        CauseId.ORIGIN_HEADER_NOT_FORWARDED,
                        "a form",
                        KnownAccount.with(server(
                                "app" + EVIL + ".example.com",
                                behavior -> behavior.cachePolicyId("4135ea2d-6df8-44a3-9df3-4b5a84be39ad"))),
                        List.of(json.with(Field.METHOD, "POST").page("text/html", 4_321)),
                        served("/it's " + EVIL)),
                of(CauseId.CUSTOM_ORIGIN_FORBIDDEN, "known origin", server, answered),
                new NoticeCase(
                        CauseId.CUSTOM_ORIGIN_FORBIDDEN,
                        "unknown origin",
                        KnownAccount.withoutRecordings(),
                        List.of(answered)),
                of(
                        CauseId.UNEXPLAINED,
                        "known distribution",
                        Site.plain(),
                        Logged.forbidden().page("text/plain", 131)),
                new NoticeCase(
                        CauseId.UNEXPLAINED,
                        "not recorded",
                        KnownAccount.withoutRecordings(),
                        List.of(Logged.forbidden().page("text/plain", 131))));
    }
}
