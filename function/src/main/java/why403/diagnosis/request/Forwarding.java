package why403.diagnosis.request;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudfront.model.CachePolicy;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyHeadersConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyQueryStringsConfig;
import software.amazon.awssdk.services.cloudfront.model.ForwardedValues;
import software.amazon.awssdk.services.cloudfront.model.Headers;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicy;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyHeadersConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyQueryStringsConfig;
import software.amazon.awssdk.services.cloudfront.model.ParametersInCacheKeyAndForwardedToOrigin;
import software.amazon.awssdk.services.cloudfront.model.QueryStringNames;
import why403.account.CloudFrontQuestions;
import why403.diagnosis.inquiry.AccountInquiry;

/**
 * What a cache behavior forwards of a viewer's request to the origin: what its cache policy, its origin request policy or its
 * legacy settings say together.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-origin-requests.html">AWS: control
 *     origin requests</a>
 */
public final class Forwarding {

    /** Whether something is forwarded. */
    public enum Forwarded {
        NO,
        /** A policy could not be read. */
        UNKNOWN,
        YES
    }

    /** The part of a cache behavior's settings that says what is forwarded. */
    public enum Source {
        CACHE_POLICY,
        ORIGIN_REQUEST_POLICY,
        LEGACY_SETTINGS
    }

    /** Selects names from those of a policy, by the policy's behavior. A policy that could not be read selects unknown. */
    private record Selection(Optional<String> behavior, List<String> names) {

        static final Selection NOTHING = new Selection(Optional.of("none"), List.of());
        static final Selection NOT_KNOWN = new Selection(Optional.empty(), List.of());

        static Selection of(Object behavior, List<String> names) {
            return behavior == null ? NOT_KNOWN : new Selection(Optional.of(behavior.toString()), names);
        }

        Forwarded includes(String name) {
            if (behavior.isEmpty()) {
                return Forwarded.UNKNOWN;
            }
            boolean isNamed = names.stream().anyMatch(name::equalsIgnoreCase);
            boolean isIncluded = switch (behavior.get()) {
                case "all", "allViewer", "allViewerAndWhitelistCloudFront" -> true;
                case "allExcept" -> !isNamed;
                case "whitelist" -> isNamed;
                default -> false;
            };
            return isIncluded ? Forwarded.YES : Forwarded.NO;
        }
    }

    private record Selections(Selection headers, Selection queryStrings) {

        static final Selections NOTHING = new Selections(Selection.NOTHING, Selection.NOTHING);
        static final Selections NOT_KNOWN = new Selections(Selection.NOT_KNOWN, Selection.NOT_KNOWN);

        static Selections of(String headers, List<String> names, String queryStrings) {
            return new Selections(
                    new Selection(Optional.of(headers), names), new Selection(Optional.of(queryStrings), List.of()));
        }
    }

    private static final List<String> CORS_HEADERS =
            List.of("Origin", "Access-Control-Request-Headers", "Access-Control-Request-Method");

    private final Map<Source, Selections> all = new EnumMap<>(Source.class);

    /** Asks the account for policies that AWS does not manage. */
    public static Forwarding of(Behavior behavior, AccountInquiry account) {
        Forwarding forwarding = new Forwarding();
        behavior.cachePolicyId().ifPresent(id -> forwarding.all.put(Source.CACHE_POLICY, cachePolicy(id, account)));
        behavior.originRequestPolicyId()
                .ifPresent(id -> forwarding.all.put(Source.ORIGIN_REQUEST_POLICY, originRequestPolicy(id, account)));
        behavior.forwardedValues().ifPresent(values -> forwarding.all.put(Source.LEGACY_SETTINGS, legacy(values)));
        return forwarding;
    }

    /** Whether the origin gets the viewer's header of that name. Without {@code Host}, it gets its own host name. */
    public Forwarded header(String name) {
        return any(selections -> selections.headers().includes(name));
    }

    /** The settings that are known to forward the viewer's header of that name. */
    public Set<Source> sourcesOf(String header) {
        Set<Source> sources = EnumSet.noneOf(Source.class);
        all.forEach((source, selections) -> {
            if (selections.headers().includes(header) == Forwarded.YES) {
                sources.add(source);
            }
        });
        return sources;
    }

    /** Whether the origin gets the query string parameter of that name. */
    public Forwarded queryString(String name) {
        return any(selections -> selections.queryStrings().includes(name));
    }

    private Forwarded any(Function<Selections, Forwarded> test) {
        Forwarded most = Forwarded.NO;
        for (Selections selections : all.values()) {
            Forwarded one = test.apply(selections);
            most = one.compareTo(most) > 0 ? one : most;
        }
        return most;
    }

    /** Managed policies are constants and are never requested from AWS. */
    private static Selections cachePolicy(String id, AccountInquiry account) {
        return switch (id) {
            case ManagedPolicies.CACHING_OPTIMIZED, ManagedPolicies.CACHING_DISABLED -> Selections.NOTHING;
            default ->
                account.find(
                                CloudFrontQuestions.cachePolicy(id),
                                found -> Optional.ofNullable(found.cachePolicy())
                                        .map(CachePolicy::cachePolicyConfig)
                                        .map(CachePolicyConfig::parametersInCacheKeyAndForwardedToOrigin))
                        .map(Forwarding::cachePolicy)
                        .orElse(Selections.NOT_KNOWN);
        };
    }

    private static Selections cachePolicy(ParametersInCacheKeyAndForwardedToOrigin parameters) {
        return new Selections(
                selection(
                        parameters.headersConfig(),
                        CachePolicyHeadersConfig::headerBehaviorAsString,
                        config -> names(config.headers())),
                selection(
                        parameters.queryStringsConfig(),
                        CachePolicyQueryStringsConfig::queryStringBehaviorAsString,
                        config -> names(config.queryStrings())));
    }

    private static Selections originRequestPolicy(String id, AccountInquiry account) {
        return switch (id) {
            case ManagedPolicies.ALL_VIEWER -> Selections.of("allViewer", List.of(), "all");
            case ManagedPolicies.ALL_VIEWER_EXCEPT_HOST_HEADER -> Selections.of("allExcept", List.of("Host"), "all");
            case ManagedPolicies.CORS_S3_ORIGIN -> Selections.of("whitelist", CORS_HEADERS, "none");
            default ->
                account.find(
                                CloudFrontQuestions.originRequestPolicy(id),
                                found -> Optional.ofNullable(found.originRequestPolicy())
                                        .map(OriginRequestPolicy::originRequestPolicyConfig))
                        .map(Forwarding::originRequestPolicy)
                        .orElse(Selections.NOT_KNOWN);
        };
    }

    private static Selections originRequestPolicy(OriginRequestPolicyConfig policy) {
        return new Selections(
                selection(
                        policy.headersConfig(),
                        OriginRequestPolicyHeadersConfig::headerBehaviorAsString,
                        config -> names(config.headers())),
                selection(
                        policy.queryStringsConfig(),
                        OriginRequestPolicyQueryStringsConfig::queryStringBehaviorAsString,
                        config -> names(config.queryStrings())));
    }

    /** @param config an SDK getter gives {@code null} for a member that is absent */
    private static <T> Selection selection(T config, Function<T, String> behavior, Function<T, List<String>> names) {
        return Optional.ofNullable(config)
                .map(known -> Selection.of(behavior.apply(known), names.apply(known)))
                .orElse(Selection.NOT_KNOWN);
    }

    /** A star among the legacy headers means all of them, {@code Host} included. */
    @SuppressWarnings("deprecation") // distributions still use these settings
    private static Selections legacy(ForwardedValues values) {
        List<String> headers = names(values.headers());
        boolean hasAll = headers.stream().anyMatch("*"::equals);
        return Selections.of(
                hasAll ? "all" : "whitelist", headers, Boolean.TRUE.equals(values.queryString()) ? "all" : "none");
    }

    private static List<String> names(Headers headers) {
        return Optional.ofNullable(headers).map(Headers::items).orElse(List.of());
    }

    private static List<String> names(QueryStringNames names) {
        return Optional.ofNullable(names).map(QueryStringNames::items).orElse(List.of());
    }
}
