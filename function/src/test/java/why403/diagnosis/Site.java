package why403.diagnosis;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.CustomOriginConfig;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GeoRestriction;
import software.amazon.awssdk.services.cloudfront.model.GeoRestrictionType;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import software.amazon.awssdk.services.cloudfront.model.OriginGroupMember;
import software.amazon.awssdk.services.cloudfront.model.OriginGroupMembers;
import software.amazon.awssdk.services.cloudfront.model.S3OriginConfig;
import why403.cause.Cause;
import why403.cause.Diagnosis;
import why403.sample.Sample;
import why403.sample.Strata;

/** Configurations of a distribution with a bucket behind the default cache behavior. */
public final class Site {

    public static final Origin BUCKET = Origin.builder()
            .id("s3")
            .domainName("example-assets.s3.eu-central-1.amazonaws.com")
            .s3OriginConfig(S3OriginConfig.builder().originAccessIdentity("").build())
            .build();

    public static final Origin SERVER = Origin.builder()
            .id("server")
            .domainName("api.example.com")
            .customOriginConfig(CustomOriginConfig.builder().build())
            .build();

    private Site() {}

    public static DistributionConfig plain() {
        return with(builder -> {});
    }

    public static DistributionConfig with(Consumer<DistributionConfig.Builder> change) {
        DistributionConfig.Builder builder = DistributionConfig.builder()
                .webACLId("")
                .origins(origins -> origins.items(BUCKET, SERVER).quantity(2))
                .restrictions(all -> all.geoRestriction(GeoRestriction.builder()
                        .restrictionType(GeoRestrictionType.NONE)
                        .quantity(0)
                        .build()))
                .defaultCacheBehavior(DefaultCacheBehavior.builder()
                        .targetOriginId("s3")
                        .viewerProtocolPolicy("redirect-to-https")
                        .build());
        change.accept(builder);
        return builder.build();
    }

    /** The default cache behavior and one more. */
    public static DistributionConfig withBehavior(String pattern, Consumer<CacheBehavior.Builder> change) {
        CacheBehavior.Builder behavior = CacheBehavior.builder()
                .pathPattern(pattern)
                .targetOriginId("s3")
                .viewerProtocolPolicy("redirect-to-https")
                .allowedMethods(methods -> methods.items(Method.GET, Method.HEAD));
        change.accept(behavior);
        return with(builder -> builder.cacheBehaviors(all -> all.items(behavior.build())));
    }

    public static DistributionConfig restricted(String pattern) {
        return withBehavior(
                pattern,
                behavior -> behavior.trustedKeyGroups(
                        groups -> groups.enabled(true).items("kg-1").quantity(1)));
    }

    public static DistributionConfig geo(GeoRestrictionType type, String... countries) {
        return with(builder -> builder.restrictions(all -> all.geoRestriction(
                geo -> geo.restrictionType(type).items(countries).quantity(countries.length))));
    }

    /** The default cache behavior uses a group: the server first, then the bucket. */
    public static DistributionConfig grouped(Integer... failoverCodes) {
        OriginGroup group = OriginGroup.builder()
                .id("both")
                .failoverCriteria(criteria -> criteria.statusCodes(codes -> codes.items(failoverCodes)))
                .members(OriginGroupMembers.builder()
                        .items(
                                OriginGroupMember.builder().originId("server").build(),
                                OriginGroupMember.builder().originId("s3").build())
                        .build())
                .build();
        return with(builder -> builder.originGroups(groups -> groups.items(group))
                .defaultCacheBehavior(behavior -> behavior.targetOriginId("both")));
    }

    /** That, and every 403 answered with a page under that status. */
    public static DistributionConfig withErrorPage(DistributionConfig config, int status) {
        return config.toBuilder()
                .customErrorResponses(all -> all.items(CustomErrorResponse.builder()
                        .errorCode(403)
                        .responsePagePath("/error.html")
                        .responseCode(Integer.toString(status))
                        .build()))
                .build();
    }

    public static Sample sample(Logged... forbidden) {
        return sample(List.of(forbidden));
    }

    public static Sample sample(List<Logged> forbidden) {
        return new Sample(
                forbidden.stream()
                        .map(logged -> new Sample.Examined(logged.record(), false))
                        .toList(),
                forbidden.size(),
                Strata.NONE,
                Strata.NONE);
    }

    public static Sample ambiguous(Logged... forbidden) {
        return new Sample(
                Stream.of(forbidden)
                        .map(logged -> new Sample.Examined(logged.record(), true))
                        .toList(),
                forbidden.length,
                Strata.NONE,
                Strata.NONE);
    }

    public static Diagnosis diagnose(KnownAccount account, Sample sample) {
        return new Diagnostician(account).diagnose(KnownAccount.ID, Logged.NOON, sample, 0.004);
    }

    public static Diagnosis diagnose(DistributionConfig config, Logged... forbidden) {
        return diagnose(KnownAccount.with(config), sample(forbidden));
    }

    /** The diagnosis from the log alone. */
    public static Diagnosis diagnoseUnknown(Logged... forbidden) {
        return diagnose(KnownAccount.withoutRecordings(), sample(forbidden));
    }

    public static Cause first(Diagnosis diagnosis) {
        return diagnosis.causes().get(0);
    }
}
