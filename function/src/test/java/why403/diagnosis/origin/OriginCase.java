package why403.diagnosis.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CustomOriginConfig;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.LambdaFunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import software.amazon.awssdk.services.cloudfront.model.OriginGroupMember;
import why403.account.Answer;
import why403.account.CloudFrontQuestions;
import why403.account.Question;
import why403.cause.Cause;
import why403.cause.Diagnosis;
import why403.diagnosis.KnownAccount;
import why403.diagnosis.Logged;
import why403.diagnosis.Site;
import why403.sample.Sample;
import why403.sample.ServedRequests;
import why403.sample.ServedRequests.PathAndMethod;
import why403.sample.ServedRequests.Served;
import why403.sample.Strata;

/** Distribution E2EXAMPLE with one origin behind the default cache behavior. A test changes only what it needs. */
final class OriginCase {

    static final String API = "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com";
    static final String ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";
    static final String ALL_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

    private final Origin.Builder origin;
    private final DefaultCacheBehavior.Builder behavior = DefaultCacheBehavior.builder()
            .targetOriginId("server")
            .viewerProtocolPolicy("redirect-to-https")
            .cachePolicyId("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
    private final List<Consumer<KnownAccount>> answers = new ArrayList<>();
    private final List<Logged> forbidden = new ArrayList<>();
    private final TreeMap<PathAndMethod, Served> served = new TreeMap<>();
    private final List<CacheBehavior> behaviors = new ArrayList<>();
    private Consumer<DistributionConfig.Builder> more = builder -> {};

    OriginCase(String host) {
        origin = Origin.builder()
                .id("server")
                .domainName(host)
                .originPath("")
                .customOriginConfig(CustomOriginConfig.builder()
                        .httpPort(80)
                        .httpsPort(443)
                        .originProtocolPolicy("https-only")
                        .build());
    }

    OriginCase origin(Consumer<Origin.Builder> change) {
        change.accept(origin);
        return this;
    }

    OriginCase behavior(Consumer<DefaultCacheBehavior.Builder> change) {
        change.accept(behavior);
        return this;
    }

    OriginCase requestPolicy(String id) {
        return behavior(one -> one.originRequestPolicyId(id));
    }

    /** A CloudFront function runs on each viewer request. */
    OriginCase function() {
        return behavior(one -> one.functionAssociations(all -> all.items(FunctionAssociation.builder()
                .eventType(EventType.VIEWER_REQUEST)
                .functionARN("arn:aws:cloudfront::123456789012:function/rewrite")
                .build())));
    }

    /** The origin is the primary of a group that does not fail over on 403. */
    OriginCase inGroup() {
        behavior.targetOriginId("both");
        more = builder -> builder.originGroups(groups -> groups.items(OriginGroup.builder()
                .id("both")
                .failoverCriteria(criteria -> criteria.statusCodes(codes -> codes.items(500)))
                .members(members -> members.items(
                        OriginGroupMember.builder().originId("server").build(),
                        OriginGroupMember.builder().originId("s3").build()))
                .build()));
        return this;
    }

    /** Another cache behavior, before the default one, that goes to this origin: {@code server} or {@code s3}. */
    OriginCase cacheBehavior(String pattern, String targetOrigin) {
        behaviors.add(CacheBehavior.builder()
                .pathPattern(pattern)
                .targetOriginId(targetOrigin)
                .viewerProtocolPolicy("redirect-to-https")
                .functionAssociations(behavior.build().functionAssociations())
                .build());
        return config(builder -> builder.cacheBehaviors(all -> all.items(behaviors)));
    }

    OriginCase config(Consumer<DistributionConfig.Builder> change) {
        more = more.andThen(change);
        return this;
    }

    /** A Lambda@Edge function runs on this event. */
    OriginCase lambda(EventType event) {
        return behavior(one -> one.lambdaFunctionAssociations(all -> all.items(LambdaFunctionAssociation.builder()
                .eventType(event)
                .lambdaFunctionARN("arn:aws:lambda:us-east-1:123456789012:function:router:9")
                .build())));
    }

    <T extends SdkPojo> OriginCase finding(Question<T> question, T value) {
        answers.add(account -> account.finding(question, value));
        return this;
    }

    <T extends SdkPojo> OriginCase refused(Question<T> question, String code) {
        answers.add(account -> account.answering(question, new Answer.Refused<>(code, code)));
        return this;
    }

    OriginCase account(Consumer<KnownAccount> change) {
        answers.add(change);
        return this;
    }

    OriginCase asks(Logged... requests) {
        forbidden.addAll(List.of(requests));
        return this;
    }

    OriginCase served(String method, String path) {
        served.put(new PathAndMethod(path, method), new Served(3, Logged.NOON, Logged.NOON));
        return this;
    }

    Diagnosis diagnosis() {
        KnownAccount account = KnownAccount.with(Site.with(builder -> {
            builder.origins(all -> all.items(origin.build(), Site.BUCKET)).defaultCacheBehavior(behavior.build());
            more.accept(builder);
        }));
        answers.forEach(answer -> answer.accept(account));
        return Site.diagnose(
                account,
                new Sample(
                        forbidden.stream()
                                .map(logged -> new Sample.Examined(logged.record(), false))
                                .toList(),
                        forbidden.size(),
                        Strata.NONE,
                        Strata.NONE,
                        new ServedRequests(served)));
    }

    /** The main cause. */
    Cause cause() {
        Diagnosis diagnosis = diagnosis();
        if (!diagnosis.problems().isEmpty()) {
            throw new AssertionError(diagnosis.problems());
        }
        return Site.first(diagnosis);
    }

    /** Id and certainty of the main cause. */
    String claim() {
        Cause cause = cause();
        return cause.id() + " " + cause.certainty();
    }

    String commands() {
        return String.join("\n", cause().remedy().orElseThrow().commandTexts());
    }

    /** The signing behavior of an origin access control. */
    static Consumer<KnownAccount> signing(String id, String signingBehavior) {
        return account -> account.finding(
                CloudFrontQuestions.originAccessControl(id),
                software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlResponse.builder()
                        .originAccessControl(
                                control -> control.originAccessControlConfig(it -> it.signingBehavior(signingBehavior)))
                        .build());
    }
}
