package why403.diagnosis.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionRuntime;
import software.amazon.awssdk.services.cloudfront.model.FunctionSummary;
import why403.account.Answer;
import why403.account.CloudFrontQuestions;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.sample.Sample;
import why403.sample.ServedRequests.PathAndMethod;

/** Data that all checks of one diagnosis share: the incident's forbidden requests, the distribution and the account. */
public final class IncidentContext {

    private final AccountInquiry account;
    private final String distributionId;
    private final Instant onset;
    private final Optional<Distribution> distribution;
    private final DistributionSettings settings;
    private final ServedHosts hosts;
    private final List<ForbiddenRequest> requests;
    private final Sample sample;
    private final Map<Behavior, Forwarding> forwardings = new HashMap<>();
    private Optional<Map<Behavior, List<PathAndMethod>>> servedByBehavior = Optional.empty();

    /**
     * Reads the distribution from the account and matches the sample's forbidden records to its configuration.
     *
     * @param onset the minute when the incident began
     */
    public IncidentContext(AccountInquiry account, String distributionId, Instant onset, Sample sample) {
        this.account = account;
        this.distributionId = distributionId;
        this.onset = onset;
        this.sample = sample;
        this.distribution = account.find(
                        CloudFrontQuestions.distribution(distributionId),
                        response -> Optional.ofNullable(response.distribution())
                                .filter(found -> found.distributionConfig() != null))
                .map(found -> found.toBuilder().id(distributionId).build());
        this.settings = config().map(DistributionSettings::of).orElseGet(DistributionSettings::unknown);
        this.hosts = ServedHosts.of(distribution);
        if (distribution.isPresent() && !settings.isComplete()) {
            account.markUnreadable(CloudFrontQuestions.distribution(distributionId));
        }
        this.requests = sample.forbidden().stream().map(settings::match).toList();
    }

    /** Answers the questions of checks. */
    public AccountInquiry account() {
        return account;
    }

    public String distributionId() {
        return distributionId;
    }

    /** The minute when the incident began. A change before it can be its reason. */
    public Instant onset() {
        return onset;
    }

    /**
     * The distribution as it is configured now, with its id and its configuration; empty if it no longer exists, belongs
     * to another account, or could not be read.
     */
    public Optional<Distribution> distribution() {
        return distribution;
    }

    /** The distribution's configuration; empty if {@link #distribution} is empty. */
    public Optional<DistributionConfig> config() {
        return distribution.map(Distribution::distributionConfig);
    }

    /** Whether this account has no such distribution: it belongs to another account or no longer exists. */
    public boolean distributionIsUnknown() {
        return distributionAnswer().refusedAs("NoSuchDistribution");
    }

    /** The account's answer to the question for the distribution. */
    public Answer<?> distributionAnswer() {
        return account.ask(CloudFrontQuestions.distribution(distributionId));
    }

    public DistributionSettings settings() {
        return settings;
    }

    /** The host names under which the distribution answers. */
    public ServedHosts hosts() {
        return hosts;
    }

    /** What a cache behavior forwards to its origin. */
    public Forwarding forwarding(Behavior behavior) {
        return forwardings.computeIfAbsent(behavior, asked -> Forwarding.of(asked, account));
    }

    /** Whether requests of the cache behavior were served without a cache, so that its origin accepts what it gets. */
    public boolean servesUncached(Behavior behavior) {
        return behavior.cachesNothing() && !servedBy(behavior).isEmpty();
    }

    /** The served requests that a cache behavior got. */
    public List<PathAndMethod> servedBy(Behavior behavior) {
        return servedByBehavior().getOrDefault(behavior, List.of());
    }

    /** Whether a request was served by a cache behavior with that target: an origin's id. */
    public boolean serves(String targetOriginId) {
        return servedByBehavior().keySet().stream()
                .anyMatch(behavior -> behavior.targetOriginId().equals(targetOriginId));
    }

    /** The served requests of the cache behaviors with that target that no function can have rewritten, in order of their paths. */
    public List<PathAndMethod> servedUnchangedFrom(String targetOriginId) {
        return servedByBehavior().entrySet().stream()
                .filter(entry -> entry.getKey().targetOriginId().equals(targetOriginId))
                .filter(entry -> entry.getKey().rewriters().isEmpty())
                .flatMap(entry -> entry.getValue().stream())
                .sorted()
                .toList();
    }

    private Map<Behavior, List<PathAndMethod>> servedByBehavior() {
        if (servedByBehavior.isEmpty()) {
            Map<Behavior, List<PathAndMethod>> served = new HashMap<>();
            sample().served()
                    .pathsAndMethods()
                    .forEach(one -> settings()
                            .behavior(one.path())
                            .ifPresent(behavior -> served.computeIfAbsent(behavior, first -> new ArrayList<>())
                                    .add(one)));
            servedByBehavior = Optional.of(served);
        }
        return servedByBehavior.get();
    }

    /** The functions that can send requests of the cache behavior to another origin. The first runtime has no such method. */
    public List<EdgeFunction> originChangers(Behavior behavior) {
        return behavior.originChangers().stream()
                .filter(function -> !isOfFirstRuntime(function))
                .toList();
    }

    private boolean isOfFirstRuntime(EdgeFunction function) {
        return function.event() == EventType.VIEWER_REQUEST
                && account.ask(CloudFrontQuestions.function(function.name()))
                        .found()
                        .flatMap(response -> Optional.ofNullable(response.functionSummary()))
                        .map(FunctionSummary::functionConfig)
                        .filter(config -> config.runtime() == FunctionRuntime.CLOUDFRONT_JS_1_0)
                        .isPresent();
    }

    /** The examined forbidden requests, in order of time. */
    public List<ForbiddenRequest> requests() {
        return requests;
    }

    /** The whole sample, including the served requests. */
    public Sample sample() {
        return sample;
    }
}
