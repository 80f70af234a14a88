package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.cause.Remedy;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.check.Explained;
import why403.diagnosis.check.Finding;
import why403.diagnosis.remedy.Invalidation;
import why403.text.Shown;

/** What the findings of the S3 checks have in common. */
final class S3Finding {

    private static final int MOST_EXAMPLES = 3;
    private static final int MOST_STORIES = 3;

    private S3Finding() {}

    /** Tells each story by itself, the one of most records first, and puts them together. */
    static Finding ofEach(List<Explained> explained, Function<List<Explained>, Finding> tell) {
        Map<Object, List<Explained>> stories = explained.stream()
                .collect(Collectors.groupingBy(
                        record -> record.claim().story(), LinkedHashMap::new, Collectors.toList()));
        List<Finding> findings = stories.values().stream()
                .sorted(Comparator.comparing((List<Explained> story) -> story.size())
                        .reversed())
                .limit(MOST_STORIES)
                .map(tell)
                .toList();
        return findings.stream().reduce(S3Finding::together).orElseThrow();
    }

    private static Finding together(Finding first, Finding next) {
        List<String> evidence = new ArrayList<>(first.evidence());
        evidence.add("Besides, " + next.summary() + ".");
        evidence.addAll(next.evidence());
        Optional<Remedy> remedy = first.remedy()
                .flatMap(one -> next.remedy().map(other -> together(one, other)))
                .or(first::remedy);
        return new Finding(first.summary(), evidence, remedy);
    }

    /** What is forgotten is forgotten last. */
    private static Remedy together(Remedy first, Remedy next) {
        Map<Boolean, List<String>> byLast = Stream.of(first, next)
                .flatMap(remedy -> remedy.commands().stream())
                .collect(Collectors.partitioningBy(Invalidation::isOne));
        List<String> commands = new ArrayList<>(byLast.get(false));
        commands.addAll(byLast.get(true));
        return new Remedy(first.summary(), commands, first.document());
    }

    /** What was asked of S3 most, decoded and without queries, a sentence. */
    static String examples(List<S3Request> requests) {
        Map<String, Long> counts = requests.stream()
                .collect(Collectors.groupingBy(request -> request.asked().key().orElse("/"), Collectors.counting()));
        Comparator<Map.Entry<String, Long>> mostFirst = Map.Entry.comparingByValue(Comparator.reverseOrder());
        String most = counts.entrySet().stream()
                .sorted(mostFirst.thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_EXAMPLES)
                .map(entry -> printable(entry.getKey()) + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
        return counts.size() > MOST_EXAMPLES
                ? "Asked for most, of " + Shown.number(counts.size()) + " keys: " + most + "."
                : "Asked for: " + most + ".";
    }

    /** Keys come from viewers, so they may hold anything. */
    static String printable(String key) {
        String safe = key.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cn}\\p{Zl}\\p{Zp}]", "\uFFFD");
        return safe.length() <= 100 ? safe : safe.substring(0, 100) + "…";
    }

    /** What leaves doubt, a sentence each. */
    static List<String> doubts(S3Request request, boolean hangsOnKey) {
        List<String> doubts = new ArrayList<>();
        if (hangsOnKey && request.keyMayBeRewritten()) {
            doubts.add("Function " + String.join(", ", request.rewriters())
                    + " may have rewritten the path, so the key that S3 was asked for is not certain.");
        }
        return doubts;
    }

    /** Who CloudFront is to the bucket, a sentence. */
    static String access(S3Request request) {
        return "Origin " + request.origin().id() + " (bucket "
                + request.bucket().name() + ") has " + request.access().described() + ".";
    }
}
