package why403.diagnosis.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.AllowedMethods;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CacheBehaviors;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociations;
import software.amazon.awssdk.services.cloudfront.model.LambdaFunctionAssociations;
import software.amazon.awssdk.services.cloudfront.model.TrustedKeyGroups;
import software.amazon.awssdk.services.cloudfront.model.TrustedSigners;

/** Reads a distribution's cache behaviors. A setting that the configuration does not contain gets CloudFront's default. */
@SuppressWarnings("deprecation") // distributions still use the deprecated settings that cache policies replaced
final class BehaviorReader {

    private static final List<String> DEFAULT_METHODS = List.of("GET", "HEAD");

    private BehaviorReader() {}

    /** The cache behaviors in the order in which CloudFront tries them, with the default one last. */
    static List<Behavior> of(DistributionConfig config) {
        List<Behavior> behaviors = new ArrayList<>();
        Optional.ofNullable(config.cacheBehaviors())
                .map(CacheBehaviors::items)
                .orElse(List.of())
                .forEach(item -> behaviors.add(behavior(item)));
        Optional.ofNullable(config.defaultCacheBehavior()).ifPresent(item -> behaviors.add(behavior(item)));
        return List.copyOf(behaviors);
    }

    private static Behavior behavior(CacheBehavior item) {
        return new Behavior(
                Optional.ofNullable(item.pathPattern()).orElse(""),
                false,
                Optional.ofNullable(item.targetOriginId()).orElse(""),
                item.viewerProtocolPolicy(),
                methods(item.allowedMethods()),
                keyGroups(item.trustedKeyGroups()),
                signers(item.trustedSigners()),
                functions(item.functionAssociations()),
                lambdaFunctions(item.lambdaFunctionAssociations()),
                Optional.ofNullable(item.cachePolicyId()),
                Optional.ofNullable(item.originRequestPolicyId()),
                Optional.ofNullable(item.forwardedValues()));
    }

    private static Behavior behavior(DefaultCacheBehavior item) {
        return new Behavior(
                "*",
                true,
                Optional.ofNullable(item.targetOriginId()).orElse(""),
                item.viewerProtocolPolicy(),
                methods(item.allowedMethods()),
                keyGroups(item.trustedKeyGroups()),
                signers(item.trustedSigners()),
                functions(item.functionAssociations()),
                lambdaFunctions(item.lambdaFunctionAssociations()),
                Optional.ofNullable(item.cachePolicyId()),
                Optional.ofNullable(item.originRequestPolicyId()),
                Optional.ofNullable(item.forwardedValues()));
    }

    private static List<String> methods(AllowedMethods allowed) {
        return allowed == null || !allowed.hasItems() ? DEFAULT_METHODS : List.copyOf(allowed.itemsAsStrings());
    }

    private static List<String> keyGroups(TrustedKeyGroups groups) {
        return groups == null || !Boolean.TRUE.equals(groups.enabled()) ? List.of() : List.copyOf(groups.items());
    }

    private static List<String> signers(TrustedSigners signers) {
        return signers == null || !Boolean.TRUE.equals(signers.enabled()) ? List.of() : List.copyOf(signers.items());
    }

    private static List<EdgeFunction> functions(FunctionAssociations associations) {
        return Optional.ofNullable(associations).map(FunctionAssociations::items).orElse(List.of()).stream()
                .filter(item -> item.functionARN() != null && item.eventType() != null)
                .map(item -> EdgeFunction.of(item.functionARN(), item.eventType()))
                .toList();
    }

    private static List<EdgeFunction> lambdaFunctions(LambdaFunctionAssociations associations) {
        return Optional.ofNullable(associations).map(LambdaFunctionAssociations::items).orElse(List.of()).stream()
                .filter(item -> item.lambdaFunctionARN() != null && item.eventType() != null)
                .map(item -> EdgeFunction.of(item.lambdaFunctionARN(), item.eventType()))
                .toList();
    }
}
