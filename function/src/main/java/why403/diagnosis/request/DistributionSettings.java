package why403.diagnosis.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import software.amazon.awssdk.services.cloudfront.model.OriginGroups;
import software.amazon.awssdk.services.cloudfront.model.Origins;
import why403.log.Field;
import why403.log.LogRecord;
import why403.sample.Sample;

/** The parts of a distribution's configuration to which records are matched. */
public final class DistributionSettings {

    private final DistributionConfig config;
    private final List<Behavior> behaviors;
    private final List<PathPattern> patterns;
    private final List<Origin> origins;
    private final List<OriginGroup> groups;
    private final Map<Integer, BodyOwner> bodies = new HashMap<>();
    private final Map<RequestKind, RequestKind> kinds = new HashMap<>();
    private final IdentityHashMap<Behavior, Route> routes = new IdentityHashMap<>();
    private final Map<Integer, List<HiddenBehavior>> hidden = new HashMap<>();

    /** The origins that can have answered a request of one cache behavior. */
    private record Route(Optional<OriginGroup> group, List<Origin> usual, List<Origin> afterFailover) {}

    private DistributionSettings(
            DistributionConfig config, List<Behavior> behaviors, List<Origin> origins, List<OriginGroup> groups) {
        this.config = config;
        this.behaviors = behaviors;
        this.patterns = behaviors.stream()
                .map(behavior -> new PathPattern(behavior.pattern()))
                .toList();
        this.origins = origins;
        this.groups = groups;
    }

    /** The settings of a distribution whose configuration is not known. */
    static DistributionSettings unknown() {
        return of(DistributionConfig.builder().build());
    }

    static DistributionSettings of(DistributionConfig config) {
        return new DistributionSettings(
                config,
                BehaviorReader.of(config),
                Optional.ofNullable(config.origins()).map(Origins::items).orElse(List.of()).stream()
                        .filter(origin -> origin.id() != null && origin.domainName() != null)
                        .toList(),
                Optional.ofNullable(config.originGroups())
                        .map(OriginGroups::items)
                        .orElse(List.of()));
    }

    /** Whether the configuration has the parts that every configuration has: origins, and a default cache behavior. */
    boolean isComplete() {
        List<Origin> all =
                Optional.ofNullable(config.origins()).map(Origins::items).orElse(List.of());
        return !all.isEmpty()
                && all.size() == origins.size()
                && behaviors.stream()
                        .anyMatch(behavior -> behavior.isDefault()
                                && !behavior.targetOriginId().isEmpty());
    }

    /** The origins that have an id and a host name. */
    public List<Origin> origins() {
        return List.copyOf(origins);
    }

    /** The cache behaviors in the order in which they are tried; the default one comes last. */
    public List<Behavior> behaviors() {
        return List.copyOf(behaviors);
    }

    /** The record with its cache behavior, its origins and the owner of its body. */
    ForbiddenRequest match(Sample.Examined examined) {
        LogRecord record = examined.record();
        Optional<Behavior> behavior = behavior(record);
        BodyOwner body = bodies.computeIfAbsent(record.status(), status -> BodyOwner.of(config, status));
        RequestKind kind = new RequestKind(
                examined.ambiguous(),
                behavior,
                behavior.map(matched -> origins(matched, record)).orElse(List.of()),
                LogSignature.of(record, body));
        return new ForbiddenRequest(record, kinds.computeIfAbsent(kind, first -> first));
    }

    /** The origin group that the cache behavior uses; empty if it uses a single origin. */
    public Optional<OriginGroup> group(Behavior behavior) {
        return routes.computeIfAbsent(behavior, this::route).group();
    }

    private Optional<OriginGroup> groupOf(Behavior behavior) {
        return groups.stream()
                .filter(group -> behavior.targetOriginId().equals(group.id()))
                .findFirst();
    }

    /** Whether requests of that kind can have been meant for another cache behavior: see {@link #hidden}. */
    public boolean mayHide(RequestKind kind) {
        int matched = kind.behavior().map(behaviors::indexOf).orElse(-1);
        return matched >= 0
                && !hidden.computeIfAbsent(matched, this::hiddenBehind).isEmpty();
    }

    /**
     * The cache behavior that was most likely meant for the request: it stands behind the one that got it, has another origin,
     * and its pattern is more specific. Empty if there is none.
     */
    public Optional<HiddenBehavior> hidden(ForbiddenRequest request) {
        int matched = request.behavior().map(behaviors::indexOf).orElse(-1);
        return matched < 0
                ? Optional.empty()
                : request.record()
                        .value(Field.URI_STEM)
                        .map(PathPattern::normalised)
                        .flatMap(path -> hidden.computeIfAbsent(matched, this::hiddenBehind).stream()
                                .filter(one -> one.pattern().matches(path))
                                .findFirst());
    }

    /** The most specific one first. */
    private List<HiddenBehavior> hiddenBehind(int matched) {
        return IntStream.range(matched + 1, behaviors.size())
                .filter(i -> !behaviors.get(i).isDefault())
                .filter(i ->
                        patterns.get(i).literalPrefix() > patterns.get(matched).literalPrefix())
                .filter(i -> patterns.get(matched).covers(patterns.get(i)))
                .filter(i -> !reached(behaviors.get(i)).equals(reached(behaviors.get(matched))))
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -patterns.get(i).literalPrefix()))
                .map(i -> new HiddenBehavior(
                        behaviors.get(matched),
                        behaviors.get(i),
                        patterns.get(i),
                        widerBefore(i),
                        origins.stream()
                                .filter(origin -> members(behaviors.get(i)).contains(origin.id()))
                                .toList()))
                .toList();
    }

    private List<Behavior> widerBefore(int specific) {
        return IntStream.range(0, specific)
                .filter(i -> patterns.get(i).covers(patterns.get(specific)))
                .mapToObj(behaviors::get)
                .toList();
    }

    /** The origins of a cache behavior in the order in which CloudFront tries them. Two ids can name the same origin. */
    private List<Origin> reached(Behavior behavior) {
        return members(behavior).stream()
                .flatMap(id -> origins.stream().filter(origin -> id.equals(origin.id())))
                .map(origin -> origin.toBuilder().id("").build())
                .toList();
    }

    private List<String> members(Behavior behavior) {
        return groupOf(behavior).map(Failover::members).orElse(List.of(behavior.targetOriginId()));
    }

    /** The logged cache behavior if it is logged, otherwise the first that matches; empty if it no longer exists. */
    private Optional<Behavior> behavior(LogRecord record) {
        Optional<String> logged = record.value(Field.CACHE_BEHAVIOR);
        if (logged.isPresent()) {
            String pattern = withoutSlash(logged.get());
            return behaviors.stream()
                    .filter(behavior -> withoutSlash(behavior.pattern()).equals(pattern))
                    .findFirst();
        }
        return record.value(Field.URI_STEM).flatMap(this::behavior);
    }

    /** The first cache behavior that matches the path; empty if the configuration is not known. */
    public Optional<Behavior> behavior(String path) {
        String normalised = PathPattern.normalised(path);
        for (int i = 0; i < behaviors.size(); i++) {
            if (matches(i, normalised)) {
                return Optional.of(behaviors.get(i));
            }
        }
        return Optional.empty();
    }

    /** The cache behaviors that match the path, in order: the first one gets the requests. The default one is the last. */
    public Stream<Behavior> matching(String path) {
        String normalised = PathPattern.normalised(path);
        return IntStream.range(0, behaviors.size())
                .filter(i -> matches(i, normalised))
                .mapToObj(behaviors::get);
    }

    private boolean matches(int place, String normalised) {
        return behaviors.get(place).isDefault() || patterns.get(place).matches(normalised);
    }

    private List<Origin> origins(Behavior behavior, LogRecord record) {
        Route route = routes.computeIfAbsent(behavior, this::route);
        return route.group().filter(group -> Failover.follows(group, record)).isPresent()
                ? route.afterFailover()
                : route.usual();
    }

    /** After a failover, the secondary comes first, because it made the final answer after the primary had refused. */
    private Route route(Behavior behavior) {
        List<String> ids = new ArrayList<>(members(behavior));
        List<Origin> usual = named(ids.subList(0, Math.min(1, ids.size())));
        Collections.reverse(ids);
        return new Route(groupOf(behavior), usual, named(ids));
    }

    private List<Origin> named(List<String> ids) {
        return ids.stream()
                .flatMap(id -> origins.stream().filter(origin -> id.equals(origin.id())))
                .toList();
    }

    private static String withoutSlash(String pattern) {
        return pattern.startsWith("/") ? pattern.substring(1) : pattern;
    }
}
