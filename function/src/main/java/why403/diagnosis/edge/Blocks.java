package why403.diagnosis.edge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import why403.diagnosis.check.Explained;
import why403.diagnosis.edge.SampledRequests.Verdict;
import why403.diagnosis.request.WebAcl;
import why403.text.Phrases;
import why403.text.Printable;

/** What blocked the requests of a report, and how many of them each. */
final class Blocks {

    private static final int MOST_NAMED = 3;
    private static final int MOST_RULES_NAMED = 10;

    private final List<Explained> explained;
    private final SampledRequests samples;
    private final List<Map.Entry<Block, Long>> ranked;

    Blocks(List<Explained> explained, SampledRequests samples) {
        this.explained = explained;
        this.samples = samples;
        this.ranked = explained.stream()
                .flatMap(one -> samples.blockOf(one.request()).stream())
                .collect(Collectors.groupingBy(block -> block, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<Block, Long>comparingByValue(Comparator.reverseOrder()))
                .toList();
    }

    /** What blocked most of them; empty if no sample says it. */
    Optional<Block> most() {
        return ranked.stream().findFirst().map(Map.Entry::getKey);
    }

    /** What is known about the web ACL and its rules, a sentence each. */
    List<String> sentences(WebAcl webAcl, Optional<WebACL> configuration) {
        if (webAcl.isClassic()) {
            return List.of("The web ACL belongs to AWS WAF Classic, whose rules why403 does not read.");
        }
        List<String> sentences = new ArrayList<>();
        List<BlockingRule> rules = configuration.map(BlockingRule::of).orElse(List.of());
        if (ranked.isEmpty()) {
            configuration.flatMap(Blocks::defaultAction).ifPresent(sentences::add);
            if (!rules.isEmpty()) {
                sentences.add("Rules that can block: "
                        + Phrases.list(rules.stream().map(BlockingRule::name).toList(), MOST_RULES_NAMED) + ".");
            }
        } else {
            sentences.add(sampled());
            ranked.stream().limit(MOST_NAMED).forEach(entry -> sentences.addAll(share(entry, rules)));
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

    private static Optional<String> defaultAction(WebACL configuration) {
        return Optional.ofNullable(configuration.defaultAction())
                .map(action -> action.block() == null
                        ? "The web ACL's default action is Allow, so one of its rules blocks."
                        : "The web ACL's default action is Block: it also blocks requests that match no rule.");
    }

    private List<String> share(Map.Entry<Block, Long> entry, List<BlockingRule> rules) {
        Block block = entry.getKey();
        List<String> sentences = new ArrayList<>();
        String share = BlockedViewers.percent(entry.getValue(), explained.size());
        sentences.add(
                block.rule().isEmpty()
                        ? "No rule matched " + share + " of them, so the web ACL's default action blocked them."
                        : Phrases.capitalized(block.inWords())
                                + block.inGroup()
                                        .flatMap(inside -> block.rule())
                                        .map(rule -> " (rule " + Printable.excerpt(rule) + " of the web ACL)")
                                        .orElse("")
                                + " blocked " + share + " of them." + labels(block));
        rules.stream()
                .filter(rule -> block.rule().filter(rule.name()::equals).isPresent())
                .flatMap(rule -> rule.limit().stream())
                .forEach(sentences::add);
        return sentences;
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
                .map(entry -> entry.getKey().inWords()
                        + (entry.getValue() == explained.size()
                                ? ""
                                : " (" + BlockedViewers.percent(entry.getValue(), explained.size()) + ")"));
    }

    private String labels(Block block) {
        List<String> labels = ranked(block);
        return labels.isEmpty() ? "" : " Labels: " + Phrases.list(labels, MOST_NAMED) + ".";
    }
}
