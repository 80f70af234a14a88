package why403.diagnosis;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import software.amazon.awssdk.services.cloudfront.model.OriginGroups;
import software.amazon.awssdk.services.cloudfront.model.Origins;
import why403.log.Field;
import why403.log.LogRecord;

/** A distribution's configuration, as records are matched to it. */
final class Configuration {

    /** A distribution of which nothing is known. */
    static final Configuration UNKNOWN = new Configuration(List.of(), List.of(), List.of());

    private final List<Behavior> behaviors;
    private final List<Origin> origins;
    private final List<OriginGroup> groups;

    private Configuration(List<Behavior> behaviors, List<Origin> origins, List<OriginGroup> groups) {
        this.behaviors = behaviors;
        this.origins = origins;
        this.groups = groups;
    }

    static Configuration of(DistributionConfig config) {
        return new Configuration(
                Behaviors.of(config),
                Optional.ofNullable(config.origins()).map(Origins::items).orElse(List.of()),
                Optional.ofNullable(config.originGroups())
                        .map(OriginGroups::items)
                        .orElse(List.of()));
    }

    ForbiddenRequest match(Sample.Examined examined) {
        Optional<Behavior> behavior = behavior(examined.record());
        return new ForbiddenRequest(examined.record(), examined.ambiguous(), behavior, behavior.flatMap(this::origin));
    }

    /** The origin group that the cache behavior uses; empty where it uses one origin. */
    Optional<OriginGroup> group(Behavior behavior) {
        return groups.stream()
                .filter(group -> behavior.targetOriginId().equals(group.id()))
                .findFirst();
    }

    /** The logged one where it is logged; empty then if the configuration no longer has it. */
    private Optional<Behavior> behavior(LogRecord record) {
        Optional<String> logged = record.value(Field.CACHE_BEHAVIOR);
        if (logged.isPresent()) {
            String pattern = withoutSlash(logged.get());
            return behaviors.stream()
                    .filter(behavior -> withoutSlash(behavior.pattern()).equals(pattern))
                    .findFirst();
        }
        return record.value(Field.URI_STEM).map(PathPattern::normalised).flatMap(this::behaviorOf);
    }

    private Optional<Behavior> behaviorOf(String path) {
        return behaviors.stream()
                .filter(behavior -> behavior.isDefault() || PathPattern.matches(behavior.pattern(), path))
                .findFirst();
    }

    private Optional<Origin> origin(Behavior behavior) {
        String id = group(behavior)
                .flatMap(group -> group.members().items().stream().findFirst())
                .map(member -> member.originId())
                .orElse(behavior.targetOriginId());
        return origins.stream().filter(origin -> id.equals(origin.id())).findFirst();
    }

    private static String withoutSlash(String pattern) {
        return pattern.startsWith("/") ? pattern.substring(1) : pattern;
    }
}
