package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import why403.diagnosis.check.Explained;
import why403.diagnosis.edge.SampledRequests.Verdict;
import why403.diagnosis.request.WebAcl;
import why403.text.Phrases;
import why403.text.Printable;

/** What blocked the requests of a report, and how many of them each. */
final class Blocks {

    private static final int MOST_NAMED = 3;
    private static final long UNITS = 1_000;
    private static final int MOST_RULES_NAMED = 10;

    private final List<Explained> explained;
    private final SampledRequests samples;
    private final Optional<WebAclNow> now;
    private final Map<Block, Long> sampled;
    private final List<Ranked> ranked;

    /**
     * @param estimated how many of the requests it blocked, in thousandths of a request: AWS WAF sampled some, and the others
     *     with their method and path are shared out like these
     */
    private record Ranked(Block block, long estimated) {}

    /**
     * What blocked the requests of a report.
     *
     * @param now the web ACL as it is now; empty if it could not be read
     */
    Blocks(List<Explained> explained, SampledRequests samples, Optional<WebAclNow> now) {
        this.explained = explained;
        this.samples = samples;
        this.now = now;
        this.sampled = explained.stream()
                .flatMap(one -> samples.sampledBlockOf(one.request()).stream())
                .collect(Collectors.groupingBy(block -> block, TreeMap::new, Collectors.counting()));
        Map<Block, Double> estimated = new TreeMap<>();
        explained.forEach(one ->
                samples.shares(one.request()).forEach((block, share) -> estimated.merge(block, share, Double::sum)));
        this.ranked = estimated.entrySet().stream()
                .map(entry -> new Ranked(entry.getKey(), Math.round(entry.getValue() * UNITS)))
                .sorted(Comparator.comparingLong(Ranked::estimated).reversed().thenComparing(Ranked::block))
                .toList();
    }

    /** What blocked them, that of most of them first; empty if no sample says it. */
    List<Block> all() {
        return ranked.stream().map(Ranked::block).toList();
    }

    /** What blocked most of them; empty if no sample says it. */
    Optional<Block> most() {
        return all().stream().findFirst();
    }

    /** Why the web ACL does not block so any more, a clause; empty if it still can, or if that is not known. */
    Optional<String> noLonger(Block block) {
        return now.flatMap(webAcl -> webAcl.noLonger(block));
    }

    /** What is known about the web ACL and its rules, a sentence each. */
    List<String> sentences(WebAcl webAcl) {
        if (webAcl.isClassic()) {
            return List.of("The web ACL belongs to AWS WAF Classic, whose rules why403 does not read.");
        }
        List<String> sentences = new ArrayList<>();
        List<BlockingRule> rules =
                now.map(WebAclNow::configuration).map(BlockingRule::of).orElse(List.of());
        if (ranked.isEmpty()) {
            now.flatMap(Blocks::defaultAction).ifPresent(sentences::add);
            if (!rules.isEmpty()) {
                sentences.add("Rules that can block: "
                        + Phrases.list(rules.stream().map(BlockingRule::name).toList(), MOST_RULES_NAMED) + ".");
            }
        } else {
            sentences.add(sampled());
            ranked.stream().limit(MOST_NAMED).forEach(block -> sentences.addAll(share(block, rules)));
        }
        if (!samples.notRead().isEmpty()) {
            sentences.add("No samples were read of: " + Phrases.list(samples.notRead(), MOST_RULES_NAMED) + ".");
        }
        return sentences;
    }

    private String sampled() {
        long sampled = count(Verdict.BLOCKED);
        long alike = count(Verdict.LIKE_BLOCKED);
        return "AWS WAF sampled "
                + (sampled == explained.size()
                        ? "all of these"
                        : Phrases.number(sampled) + " of these " + Phrases.number(explained.size()))
                + " requests as blocked: address, method, path and second are the same."
                + (alike == 0
                        ? ""
                        : " " + Phrases.number(alike)
                                + " more have the method and path of one of them, and no such request was sampled as allowed.");
    }

    private long count(Verdict verdict) {
        return explained.stream()
                .filter(one -> samples.about(one.request()) == verdict)
                .count();
    }

    private static Optional<String> defaultAction(WebAclNow now) {
        if (now.blocksNothing()) {
            return Optional.of(
                    "The web ACL can block nothing now: its default action is Allow, and no rule can block.");
        }
        return Optional.ofNullable(now.configuration().defaultAction())
                .map(action -> action.block() == null
                        ? "The web ACL's default action is Allow, so one of its rules blocks."
                        : "The web ACL's default action is Block: it also blocks requests that match no rule.");
    }

    private List<String> share(Ranked ranked, List<BlockingRule> rules) {
        Block block = ranked.block();
        List<String> sentences = new ArrayList<>();
        sentences.add(
                block.isByDefault()
                        ? "No rule matched " + share(ranked) + ", so the web ACL's default action blocked " + "them"
                                + (noLonger(block).isPresent() ? " at that time." : ".")
                        : Phrases.capitalized(block.inWords())
                                + block.inGroup()
                                        .flatMap(inside -> block.rule())
                                        .map(rule -> " (rule " + Printable.excerpt(rule) + " of the web ACL)")
                                        .orElse("")
                                + " blocked " + share(ranked) + "." + labels(block));
        noLonger(block).ifPresent(change -> sentences.add(WebAclNow.CHANGED + change + "."));
        rules.stream()
                .filter(rule -> block.rule().filter(rule.name()::equals).isPresent())
                .flatMap(rule -> rule.limit().stream())
                .forEach(sentences::add);
        return sentences;
    }

    /** Only what was sampled is certain; the share of all is an estimate. */
    private String share(Ranked ranked) {
        long ofBlock = sampled.getOrDefault(ranked.block(), 0L);
        long all = sampledInAll();
        if (all == explained.size()) {
            return percent(ranked) + " of them";
        }
        return (ofBlock == all
                        ? all == 1 ? "the sampled request" : "all " + Phrases.number(all) + " sampled requests"
                        : Phrases.number(ofBlock) + " of the " + Phrases.number(all) + " sampled requests")
                + (isAll(ranked) ? "" : ", by method and path about " + percent(ranked) + " of them all");
    }

    private long sampledInAll() {
        return sampled.values().stream().mapToLong(Long::longValue).sum();
    }

    private boolean isAll(Ranked one) {
        return one.estimated() == UNITS * explained.size();
    }

    private String percent(Ranked one) {
        return BlockedViewers.percent(one.estimated(), UNITS * explained.size());
    }

    /** Rules of AWS add a label of their own name; other rules may have added more. */
    private List<String> ranked(Block block) {
        String own = ":" + block.innermost().orElse("").replace("_", "");
        return samples.labels(block).stream()
                .sorted(Comparator.comparing((String label) ->
                                !label.replace("_", "").toLowerCase(Locale.ROOT).endsWith(own.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .map(Printable::name)
                .toList();
    }

    /** The label that tells most about what blocked the requests. */
    Optional<String> label(Block block) {
        return ranked(block).stream().findFirst();
    }

    /** What blocked most of them, with its share if something else blocked some; empty if no sample says it. */
    Optional<String> mostInWords() {
        return ranked.stream()
                .findFirst()
                .map(most -> most.block().inWords() + (isAll(most) ? "" : " (" + about() + percent(most) + ")"));
    }

    private String about() {
        return sampledInAll() == explained.size() ? "" : "about ";
    }

    private String labels(Block block) {
        List<String> labels = ranked(block);
        return labels.isEmpty() ? "" : " Labels: " + Phrases.list(labels, MOST_NAMED) + ".";
    }
}
