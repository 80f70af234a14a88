package why403.diagnosis.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import why403.cause.AwsResource;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.RemedyStep;
import why403.diagnosis.remedy.RemedyStep.ClearCache;
import why403.text.Phrases;

/** Groups the requests of one cause by topic, and puts the findings on several topics together. */
public final class Topics {

    private static final int MOST_WITH_EVIDENCE = 3;

    /** More would not fit into a notice. */
    private static final int MOST_FIXED = 20;

    private Topics() {}

    /** The requests of each topic, the topic of most requests first. */
    public static List<List<Explained>> of(List<Explained> explained) {
        Map<Object, List<Explained>> topics = explained.stream()
                .collect(Collectors.groupingBy(one -> one.claim().topic(), LinkedHashMap::new, Collectors.toList()));
        return topics.values().stream()
                .sorted(Comparator.<List<Explained>>comparingInt(List::size).reversed())
                .toList();
    }

    /**
     * Reports the topics one by one, and puts the findings together: the fixes of all, but only the evidence of the largest.
     * The summary says how many other topics there are.
     */
    public static Finding reportEach(List<Explained> explained, Function<List<Explained>, Finding> report) {
        List<List<Explained>> topics = of(explained);
        List<Finding> findings = topics.stream().limit(MOST_FIXED).map(report).toList();
        Finding all = findings.get(0);
        for (int i = 1; i < findings.size(); i++) {
            all = together(all, findings.get(i), i < MOST_WITH_EVIDENCE);
        }
        return topics.size() == 1 ? all : sayingHowMany(all, topics.size());
    }

    private static Finding sayingHowMany(Finding finding, int topics) {
        List<String> evidence = new ArrayList<>(finding.evidence());
        if (topics > MOST_FIXED) {
            evidence.add(Phrases.count(topics - MOST_FIXED, "more case") + " like these "
                    + Phrases.isOrAre(topics - MOST_FIXED) + " not listed, and not fixed by the commands.");
        }
        return new Finding(
                finding.headline(),
                finding.summary() + " (and " + Phrases.count(topics - 1L, "similar case") + ", see the evidence)",
                evidence,
                finding.fix(),
                finding.resources(),
                finding.clues());
    }

    private static Finding together(Finding first, Finding next, boolean withEvidence) {
        List<String> evidence = new ArrayList<>(first.evidence());
        evidence.add("Also: " + next.summary() + ".");
        if (withEvidence) {
            evidence.addAll(next.evidence());
        }
        Set<AwsResource> resources = new LinkedHashSet<>(first.resources());
        resources.addAll(next.resources());
        return new Finding(
                first.headline(),
                first.summary(),
                evidence,
                together(first.fix(), next.fix()),
                List.copyOf(resources),
                first.clues().and(next.clues()));
    }

    /**
     * The steps of both; clearing the cache comes last. One condition governs all steps, so the steps of a fix with another
     * condition are left out, except for clearing the cache, which harms nothing.
     */
    private static Optional<Fix> together(Optional<Fix> first, Optional<Fix> next) {
        if (first.isEmpty() || next.isEmpty()) {
            return first.or(() -> next);
        }
        Fix one = first.get();
        Fix other = next.get();
        boolean onlyOtherActs = one.steps().stream().allMatch(ClearCache.class::isInstance);
        Optional<String> condition = onlyOtherActs ? other.condition() : one.condition();
        boolean isGoverned = condition.equals(other.condition());
        List<RemedyStep> steps = new ArrayList<>(one.steps());
        other.steps().stream()
                .filter(step -> isGoverned || step instanceof ClearCache)
                .forEach(steps::add);
        steps.sort(Comparator.comparing(ClearCache.class::isInstance));
        boolean isSame = one.summary().equals(other.summary());
        return Optional.of(new Fix(isSame ? one.summary() : one.summary() + ". " + other.summary(), condition, steps));
    }
}
