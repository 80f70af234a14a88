package why403.diagnosis.edge;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
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
import software.amazon.awssdk.services.wafv2.model.GetSampledRequestsResponse;
import software.amazon.awssdk.services.wafv2.model.Label;
import software.amazon.awssdk.services.wafv2.model.SampledHTTPRequest;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import why403.account.Answer;
import why403.account.WafQuestions;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.WebAcl;
import why403.log.Field;
import why403.log.LogRecord;
import why403.log.PercentDecoding;
import why403.text.IpAddress;

/**
 * What AWS WAF sampled of an incident's requests, matched to the forbidden records. A sample has no request id, so it belongs
 * to a record with its address, method, path and second. Nothing of a sampled request is kept but these, and the rule.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_SampledHTTPRequest.html">AWS: SampledHTTPRequest</a>
 */
final class SampledRequests {

    /** Each is one call. Web ACLs with more rules that can block are rare. */
    static final int MOST_RULES = 20;

    private static final double LONGEST_SECONDS = 120;
    private static final double USUAL_SECONDS = 1;
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

    private record Sampled(Instant second, boolean isBlocked, Block by, List<String> labels) {}

    /** The matched samples of one method and path. */
    private static final class Matched {
        private final Map<Block, Long> blocked = new TreeMap<>();
        private final Set<String> blockedAnswers = new HashSet<>();
        private boolean isAllowed;

        Optional<Block> most() {
            return blocked.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
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

    /** Asks for the samples of the rules that can block, and of the requests that no rule matched. */
    static SampledRequests of(WebAcl webAcl, WebACL configuration, IncidentContext incident) {
        SampledRequests requests = new SampledRequests();
        requests.ask(webAcl, configuration, incident);
        incident.requests().forEach(requests::match);
        return requests;
    }

    private void ask(WebAcl webAcl, WebACL configuration, IncidentContext incident) {
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
        List<ForbiddenRequest> forbidden = incident.requests();
        if (forbidden.isEmpty()) {
            return;
        }
        Instant last = forbidden.get(forbidden.size() - 1).record().time();
        Instant first = forbidden.get(0).record().time();
        rulesByMetric.forEach((metric, rule) ->
                read(incident.account().ask(WafQuestions.sampledRequests(webAcl.id(), metric, first, last)), rule));
    }

    private void read(Answer<GetSampledRequestsResponse> answer, Optional<String> rule) {
        if (answer instanceof Answer.Refused<?>) {
            notRead.add(rule.orElse("the default action"));
        }
        answer.found().stream()
                .flatMap(response -> response.sampledRequests().stream())
                .forEach(sampled -> read(sampled, rule));
    }

    private void read(SampledHTTPRequest sampled, Optional<String> rule) {
        boolean isBlocked = BLOCK.equals(sampled.action());
        if (sampled.request() == null
                || sampled.timestamp() == null
                || !(isBlocked || ALLOW.equals(sampled.action()))) {
            return;
        }
        Block by = new Block(
                rule, Optional.ofNullable(sampled.ruleNameWithinRuleGroup()).map(Block.InGroup::of));
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

    private void match(ForbiddenRequest request) {
        Optional<Key> key = key(request.record());
        Optional<Sampled> sample = key.map(samples::get).flatMap(of -> nearest(of, request.record()));
        if (sample.isEmpty()) {
            return;
        }
        Sampled found = sample.get();
        own.put(request.record(), found);
        Matched same = matched.computeIfAbsent(key.orElseThrow().target(), first -> new Matched());
        if (found.isBlocked()) {
            same.blocked.merge(found.by(), 1L, Long::sum);
            same.blockedAnswers.add(request.line().answer());
            labels.computeIfAbsent(found.by(), first -> new TreeSet<>()).addAll(found.labels());
        } else {
            same.isAllowed = true;
        }
    }

    /**
     * A block comes first: another request of the same viewer can have been allowed in the same second. The log has the second
     * in which the answer ended, and AWS WAF looked at the request some time before.
     */
    private static Optional<Sampled> nearest(List<Sampled> candidates, LogRecord record) {
        double seconds = LogSignature.seconds(record, Field.TIME_TAKEN)
                .map(taken -> Math.min(taken, LONGEST_SECONDS))
                .orElse(USUAL_SECONDS);
        Instant begin =
                record.time().minusMillis((long) Math.ceil(seconds * 1000)).truncatedTo(ChronoUnit.SECONDS);
        List<Sampled> inTime = candidates.stream()
                .filter(sampled ->
                        !sampled.second().isBefore(begin) && !sampled.second().isAfter(record.time()))
                .toList();
        return inTime.stream()
                .filter(Sampled::isBlocked)
                .findFirst()
                .or(() -> inTime.stream().findFirst());
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
        return Optional.ofNullable(own.get(request.record()))
                .filter(Sampled::isBlocked)
                .map(Sampled::by)
                .or(() -> same(request).flatMap(Matched::most));
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
