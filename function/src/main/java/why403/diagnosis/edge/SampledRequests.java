package why403.diagnosis.edge;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import software.amazon.awssdk.services.wafv2.model.GetSampledRequestsResponse;
import software.amazon.awssdk.services.wafv2.model.Label;
import software.amazon.awssdk.services.wafv2.model.SampledHTTPRequest;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import why403.account.Answer;
import why403.account.WafQuestions;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.WebAcl;
import why403.log.Field;
import why403.log.LogRecord;
import why403.log.PercentDecoding;
import why403.text.IpAddress;

/**
 * What AWS WAF sampled of an incident's requests, matched to the forbidden records. A sample has no request id, so it belongs
 * to a record with its address, method, path and second, and each to one record at most. Nothing of a sampled request is kept but these, and the rule.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_SampledHTTPRequest.html">AWS: SampledHTTPRequest</a>
 */
final class SampledRequests {

    /** Each is one call. Web ACLs with more rules that can block are rare. */
    static final int MOST_RULES = 20;

    private static final int MOST_LAYERS = 3;

    private static final String BLOCK = "BLOCK";
    private static final String ALLOW = "ALLOW";

    /** What the samples say about a request. */
    enum Verdict {
        /** AWS WAF sampled this very request as blocked. */
        BLOCKED,
        /** It sampled others with this method and path as blocked, and none of the forbidden ones as allowed. */
        LIKE_BLOCKED,
        /** It sampled this request as allowed, or others with this method and path as allowed and none as blocked. */
        ALLOWED,
        /** Nothing, or too little. */
        UNKNOWN
    }

    private record Target(String method, String path) {}

    private record Key(String address, Target target) {}

    private record Sampled(Instant second, boolean isBlocked, Block by, List<String> labels)
            implements SampleMatching.Timed {}

    /** The matched samples of one method and path. */
    private static final class Matched {
        private final Map<Block, Long> blocked = new TreeMap<>();
        private final Set<String> blockedAnswers = new HashSet<>();
        private boolean isAllowed;

        Optional<Block> most() {
            return blocked.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
        }

        Map<Block, Double> shares() {
            double all = blocked.values().stream().mapToLong(Long::longValue).sum();
            Map<Block, Double> shares = new TreeMap<>();
            blocked.forEach((block, samples) -> shares.put(block, samples / all));
            return shares;
        }
    }

    private final Map<Key, List<Sampled>> samples = new HashMap<>();
    private final Map<LogRecord, Sampled> own = new HashMap<>();
    private final Map<Target, Matched> matched = new HashMap<>();
    private final Map<Block, Set<String>> labels = new TreeMap<>();
    private final List<String> notRead = new ArrayList<>();

    private SampledRequests() {}

    /** Nothing was sampled. */
    static SampledRequests none() {
        return new SampledRequests();
    }

    /**
     * Asks for the samples of the rules that can block, and of the requests that no rule matched. If none of them is of a
     * blocked request here, it asks for those of the other rules, which can have blocked until somebody changed them.
     *
     * @param canBeBlocked whether the log line of a request can be a block
     */
    static SampledRequests of(
            WebAcl webAcl, WebACL configuration, IncidentContext incident, Predicate<ForbiddenRequest> canBeBlocked) {
        SampledRequests requests = new SampledRequests();
        List<ForbiddenRequest> forbidden = incident.requests();
        if (forbidden.isEmpty()) {
            return requests;
        }
        WebAclNow now = new WebAclNow(configuration);
        Map<String, Optional<String>> rules = requests.rulesByMetric(configuration);
        rules.forEach((metric, rule) -> requests.ask(webAcl, incident, metric, rule, now));
        requests.match(forbidden, canBeBlocked);
        if (requests.labels.isEmpty()) {
            now.rulesThatDoNotBlock().entrySet().stream()
                    .filter(entry -> !rules.containsKey(entry.getKey()))
                    .limit(Math.max(0, MOST_RULES + 1 - rules.size()))
                    .forEach(entry ->
                            requests.ask(webAcl, incident, entry.getKey(), Optional.of(entry.getValue()), now));
            requests.match(forbidden, canBeBlocked);
        }
        return requests;
    }

    private Map<String, Optional<String>> rulesByMetric(WebACL configuration) {
        Map<String, Optional<String>> rulesByMetric = new LinkedHashMap<>();
        for (BlockingRule rule : BlockingRule.of(configuration)) {
            if (rule.metricName().isEmpty() || rulesByMetric.size() == MOST_RULES) {
                notRead.add(rule.name());
            } else {
                rulesByMetric.putIfAbsent(rule.metricName().get(), Optional.of(rule.name()));
            }
        }
        BlockingRule.metricName(configuration.visibilityConfig())
                .ifPresent(metric -> rulesByMetric.putIfAbsent(metric, Optional.empty()));
        return rulesByMetric;
    }

    private void ask(WebAcl webAcl, IncidentContext incident, String metric, Optional<String> rule, WebAclNow now) {
        List<ForbiddenRequest> forbidden = incident.requests();
        Instant last = forbidden.get(forbidden.size() - 1).record().time();
        Instant first = forbidden.get(0).record().time();
        read(incident.account().ask(WafQuestions.sampledRequests(webAcl.id(), metric, first, last)), rule, now);
    }

    private void read(Answer<GetSampledRequestsResponse> answer, Optional<String> rule, WebAclNow now) {
        if (answer instanceof Answer.Refused<?>) {
            notRead.add(rule.orElse("the default action"));
        }
        answer.found().stream()
                .flatMap(response -> response.sampledRequests().stream())
                .forEach(sampled -> read(sampled, rule, now));
    }

    private void read(SampledHTTPRequest sampled, Optional<String> rule, WebAclNow now) {
        boolean isBlocked = BLOCK.equals(sampled.action());
        if (sampled.request() == null
                || sampled.timestamp() == null
                || !(isBlocked || ALLOW.equals(sampled.action()))) {
            return;
        }
        Optional<Block.InGroup> inGroup =
                Optional.ofNullable(sampled.ruleNameWithinRuleGroup()).map(Block.InGroup::of);
        Block by = new Block(rule.or(() -> inGroup.flatMap(now::ruleOf)), inGroup);
        List<String> names = sampled.labels().stream()
                .map(Label::name)
                .filter(Objects::nonNull)
                .toList();
        key(
                        Optional.ofNullable(sampled.request().clientIP()),
                        Optional.ofNullable(sampled.request().method()),
                        Optional.ofNullable(sampled.request().uri()))
                .ifPresent(key -> samples.computeIfAbsent(key, first -> new ArrayList<>())
                        .add(new Sampled(sampled.timestamp().truncatedTo(ChronoUnit.SECONDS), isBlocked, by, names)));
    }

    private static Optional<Key> key(Optional<String> address, Optional<String> method, Optional<String> path) {
        return address.flatMap(IpAddress::parse)
                .flatMap(bytes -> method.flatMap(verb ->
                        path.map(uri -> new Key(Arrays.toString(bytes), new Target(verb, withoutEscapes(uri))))));
    }

    /** The log and AWS WAF escape a path differently. A sampled path may have the query, which is not compared. */
    private static String withoutEscapes(String uri) {
        String path = uri.indexOf('?') < 0 ? uri : uri.substring(0, uri.indexOf('?'));
        for (int i = 0; i < MOST_LAYERS && path.indexOf('%') >= 0; i++) {
            path = PercentDecoding.once(path);
        }
        return path;
    }

    private static Optional<Key> key(LogRecord record) {
        return key(record.value(Field.CLIENT_ADDRESS), record.value(Field.METHOD), record.value(Field.URI_STEM));
    }

    private void match(List<ForbiddenRequest> forbidden, Predicate<ForbiddenRequest> canBeBlocked) {
        own.clear();
        matched.clear();
        Map<Key, List<ForbiddenRequest>> alike = new HashMap<>();
        for (ForbiddenRequest request : forbidden) {
            key(request.record())
                    .filter(samples::containsKey)
                    .ifPresent(key -> alike.computeIfAbsent(key, first -> new ArrayList<>())
                            .add(request));
        }
        alike.forEach((key, requests) -> match(key, requests, canBeBlocked));
    }

    /**
     * Blocks come first: another request of the same viewer can have been allowed in the same second, and was served. So a
     * sample of an allowed request decides nothing about a line that can also be one of the sampled blocks.
     */
    private void match(Key key, List<ForbiddenRequest> alike, Predicate<ForbiddenRequest> canBeBlocked) {
        List<Sampled> ofKey = samples.get(key);
        List<Sampled> blocks = ofKey.stream()
                .filter(Sampled::isBlocked)
                .sorted(Comparator.comparing(Sampled::second).thenComparing(Sampled::by))
                .toList();
        List<Sampled> allowed =
                ofKey.stream().filter(sampled -> !sampled.isBlocked()).toList();
        List<ForbiddenRequest> blockable = alike.stream().filter(canBeBlocked).toList();
        Map<LogRecord, Sampled> found = SampleMatching.oneToOne(
                blocks, List.of(records(blockable, SampledRequests::hasPage), records(blockable, request -> true)));
        blockable.stream()
                .filter(request -> found.containsKey(request.record()))
                .forEach(request -> addBlocked(key.target(), request, found.get(request.record())));
        List<ForbiddenRequest> others = alike.stream()
                .filter(request -> !found.containsKey(request.record()))
                .toList();
        Map<LogRecord, Sampled> passed = SampleMatching.oneToOne(
                allowed,
                List.of(
                        records(others, canBeBlocked.negate()),
                        records(others, request -> !hasPage(request)),
                        records(others, request -> true)));
        if (!passed.isEmpty()) {
            matched.computeIfAbsent(key.target(), first -> new Matched()).isAllowed = true;
        }
        others.stream()
                .filter(request -> passed.containsKey(request.record()))
                .filter(request -> !canBeBlocked.test(request)
                        || blocks.stream().noneMatch(block -> SampleMatching.isInTime(block, request.record())))
                .forEach(request -> own.put(request.record(), passed.get(request.record())));
    }

    private static List<LogRecord> records(List<ForbiddenRequest> requests, Predicate<ForbiddenRequest> only) {
        return requests.stream().filter(only).map(ForbiddenRequest::record).toList();
    }

    private static boolean hasPage(ForbiddenRequest request) {
        return request.line().has(Fingerprint.WEB_ACL_BLOCK);
    }

    private void addBlocked(Target target, ForbiddenRequest request, Sampled sampled) {
        own.put(request.record(), sampled);
        Matched same = matched.computeIfAbsent(target, first -> new Matched());
        same.blocked.merge(sampled.by(), 1L, Long::sum);
        same.blockedAnswers.add(request.line().answer());
        labels.computeIfAbsent(sampled.by(), first -> new TreeSet<>()).addAll(sampled.labels());
    }

    /** What the samples say about the request. */
    Verdict about(ForbiddenRequest request) {
        Sampled sampled = own.get(request.record());
        if (sampled != null) {
            return sampled.isBlocked() ? Verdict.BLOCKED : Verdict.ALLOWED;
        }
        Optional<Matched> same = same(request);
        boolean isBlocked = same.filter(others -> !others.blocked.isEmpty()).isPresent();
        boolean isAllowed = same.filter(others -> others.isAllowed).isPresent();
        if (isBlocked == isAllowed) {
            return Verdict.UNKNOWN;
        }
        return isBlocked ? Verdict.LIKE_BLOCKED : Verdict.ALLOWED;
    }

    private Optional<Matched> same(ForbiddenRequest request) {
        return matched.isEmpty()
                ? Optional.empty()
                : key(request.record()).map(Key::target).map(matched::get);
    }

    /** Whether a request of the same method and path that was sampled as blocked got an answer like this one. */
    boolean isAnsweredLikeABlockedOne(ForbiddenRequest request) {
        return same(request)
                .filter(others -> others.blockedAnswers.contains(request.line().answer()))
                .isPresent();
    }

    /** What blocked the request, or most of those with its method and path; empty if no sample says it. */
    Optional<Block> blockOf(ForbiddenRequest request) {
        return sampledBlockOf(request).or(() -> same(request).flatMap(Matched::most));
    }

    /** What blocked the request, if AWS WAF sampled it. */
    Optional<Block> sampledBlockOf(ForbiddenRequest request) {
        return Optional.ofNullable(own.get(request.record()))
                .filter(Sampled::isBlocked)
                .map(Sampled::by);
    }

    /**
     * What blocked the request: one block if AWS WAF sampled it, else the shares of the blocks among the samples of its method
     * and path. They add up to 1; empty if no sample says anything.
     */
    Map<Block, Double> shares(ForbiddenRequest request) {
        return sampledBlockOf(request)
                .map(block -> Map.of(block, 1.0))
                .or(() -> same(request).map(Matched::shares))
                .orElse(Map.of());
    }

    /** The labels that AWS WAF added to requests that were blocked so, in alphabetical order. */
    Set<String> labels(Block block) {
        return labels.getOrDefault(block, Set.of());
    }

    /** What can block, but has no samples that could be read: rules by name. */
    List<String> notRead() {
        return List.copyOf(notRead);
    }
}
