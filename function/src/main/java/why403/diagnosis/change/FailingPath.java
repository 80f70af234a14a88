package why403.diagnosis.change;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.account.CloudFrontQuestions;
import why403.account.CloudTrailQuestions;
import why403.account.CloudTrailQuestions.Attribute;
import why403.cause.AwsResource;
import why403.cause.CauseId;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.DistributionArn;
import why403.diagnosis.request.EdgeFunction;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;

/** The resources on which the requests of one cause depend, and the questions that find their changes. */
final class FailingPath {

    private static final Set<String> OF_CLOUDFRONT = Set.of(
            "UpdateDistribution",
            "UpdateOriginAccessControl",
            "UpdateCachePolicy",
            "UpdateOriginRequestPolicy",
            "UpdateKeyGroup",
            "DeletePublicKey",
            "PublishFunction");
    private static final Set<String> OF_WAF =
            Set.of("UpdateWebACL", "UpdateIPSet", "UpdateRegexPatternSet", "UpdateRuleGroup");
    private static final Set<String> OF_KEYS = Set.of("PutKeyPolicy");
    private static final Set<String> OF_FUNCTIONS = Set.of("RemovePermission", "UpdateFunctionUrlConfig");
    private static final Set<String> OF_BUCKETS = Set.of(
            "PutBucketPolicy",
            "DeleteBucketPolicy",
            "PutBucketPublicAccessBlock",
            "PutBucketAcl",
            "PutBucketOwnershipControls",
            "PutBucketEncryption",
            "PutBucketWebsite",
            "PutBucketCors",
            "DeleteBucketCors",
            "PutBucketLifecycleConfiguration");
    private static final Set<String> OF_ACCOUNT = Set.of("PutAccountPublicAccessBlock");

    private final IncidentContext incident;
    private final CauseId cause;
    private final List<ForbiddenRequest> requests;
    private final List<AwsResource> resources;
    private final Map<String, String> ofWebAcl;
    private final TimeSpan span;

    /**
     * @param requests of the cause
     * @param resources what the cause is about, other than the distribution
     * @param ofWebAcl the sets and rule groups on which a block depends: their names, by id
     */
    FailingPath(
            IncidentContext incident,
            CauseId cause,
            List<ForbiddenRequest> requests,
            List<AwsResource> resources,
            Map<String, String> ofWebAcl,
            TimeSpan span) {
        this.incident = incident;
        this.cause = cause;
        this.requests = List.copyOf(requests);
        this.resources = List.copyOf(resources);
        this.ofWebAcl = Map.copyOf(ofWebAcl);
        this.span = span;
    }

    /** One lookup for each service or resource whose changes can bring the cause about. */
    List<Lookup> lookups() {
        return Stream.of(
                        lookup(OF_CLOUDFRONT, this::cloudFront),
                        lookup(OF_WAF, this::webAcl),
                        lookup(OF_BUCKETS, this::buckets),
                        lookup(OF_ACCOUNT, this::account),
                        lookup(OF_KEYS, this::keys),
                        lookup(OF_FUNCTIONS, this::functions))
                .flatMap(Function.identity())
                .toList();
    }

    /** Asks for the resources of a service only if one of its events can bring the cause about. */
    private Stream<Lookup> lookup(Set<String> ofService, Function<Set<String>, Stream<Lookup>> lookups) {
        Set<String> events = new TreeSet<>(ofService);
        events.retainAll(cause.changes());
        return events.isEmpty() ? Stream.empty() : lookups.apply(events);
    }

    private Stream<Lookup> cloudFront(Set<String> events) {
        Set<String> ids = new LinkedHashSet<>(Set.of(incident.distributionId()));
        requests.stream()
                .flatMap(request -> request.origins().stream())
                .distinct()
                .flatMap(origin -> Optional.ofNullable(origin.originAccessControlId()).stream())
                .forEach(ids::add);
        requests.stream()
                .flatMap(request -> request.behavior().stream())
                .distinct()
                .flatMap(this::partsOf)
                .forEach(ids::add);
        ids.remove("");
        return Stream.of(new Lookup(
                span.events(Attribute.SOURCE, "cloudfront.amazonaws.com", CloudTrailQuestions.GLOBAL),
                events,
                Set.of("id", "name"),
                byThemselves(ids)));
    }

    private Stream<String> partsOf(Behavior behavior) {
        return Stream.of(
                        behavior.cachePolicyId().stream(),
                        behavior.originRequestPolicyId().stream(),
                        behavior.functions().stream().map(EdgeFunction::name),
                        behavior.keyGroups().stream(),
                        cause.changes().contains("DeletePublicKey")
                                ? behavior.keyGroups().stream().flatMap(this::keysOf)
                                : Stream.<String>empty())
                .flatMap(Function.identity());
    }

    private Stream<String> keysOf(String keyGroup) {
        return incident
                .account()
                .ask(CloudFrontQuestions.keyGroup(keyGroup))
                .found()
                .flatMap(response -> Optional.ofNullable(response.keyGroup()))
                .flatMap(group -> Optional.ofNullable(group.keyGroupConfig()))
                .stream()
                .flatMap(config -> config.items().stream());
    }

    private Stream<Lookup> webAcl(Set<String> events) {
        return resources.stream()
                .filter(AwsResource.WebAcl.class::isInstance)
                .map(AwsResource.WebAcl.class::cast)
                .limit(1)
                .map(acl -> {
                    Map<String, String> ids = new HashMap<>(ofWebAcl);
                    ids.put(acl.id(), acl.name());
                    return new Lookup(
                            span.events(Attribute.SOURCE, "wafv2.amazonaws.com", CloudTrailQuestions.GLOBAL),
                            events,
                            Set.of("id"),
                            ids);
                });
    }

    private Stream<Lookup> buckets(Set<String> events) {
        return each(AwsResource.Bucket.class)
                .map(bucket -> new Lookup(
                        span.events(Attribute.RESOURCE, bucket.name(), bucket.region()),
                        events,
                        Set.of("bucketName"),
                        byThemselves(Set.of(bucket.name()))));
    }

    private Stream<Lookup> account(Set<String> events) {
        Optional<String> region = each(AwsResource.Bucket.class)
                .flatMap(bucket -> bucket.region().stream())
                .findFirst();
        return incident.distribution().flatMap(DistributionArn::of).map(DistributionArn::account).stream()
                .flatMap(account -> events.stream()
                        .map(event -> new Lookup(
                                span.events(Attribute.NAME, event, region),
                                events,
                                Set.of("accountId"),
                                Map.of(account, "account " + account))));
    }

    private Stream<Lookup> keys(Set<String> events) {
        return each(AwsResource.KmsKey.class)
                .map(key -> new Lookup(
                        span.events(Attribute.RESOURCE, key.arn(), key.region()),
                        events,
                        Set.of("keyId"),
                        Map.of(key.arn(), key.arn(), key.id(), key.arn())));
    }

    private Stream<Lookup> functions(Set<String> events) {
        return each(AwsResource.LambdaFunction.class)
                .map(function -> new Lookup(
                        span.events(Attribute.RESOURCE, function.name(), function.region()),
                        events,
                        Set.of(FunctionName.MEMBER),
                        byThemselves(Set.of(function.name()))));
    }

    private <T extends AwsResource> Stream<T> each(Class<T> kind) {
        return resources.stream().filter(kind::isInstance).map(kind::cast).distinct();
    }

    private static Map<String, String> byThemselves(Set<String> names) {
        return names.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
    }
}
