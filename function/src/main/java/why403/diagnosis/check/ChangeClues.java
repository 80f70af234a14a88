package why403.diagnosis.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a check knows of its requests that tells which change can have caused them. What is empty is not known, and rules out no
 * change.
 *
 * @param blockingRule the rule of the web ACL, by name, that blocked most of the requests
 * @param written when the requested objects were last written, one entry for each request, by bucket
 * @param statements the ids in the policy of a function, by its name or {@code name:alias}; without ids if the policy is not known
 */
public record ChangeClues(
        Optional<String> blockingRule, Map<String, List<Instant>> written, Map<String, Set<String>> statements) {

    /** Nothing is known. */
    public static final ChangeClues NONE = new ChangeClues(Optional.empty(), Map.of(), Map.of());

    public ChangeClues {
        written = written.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, of -> List.copyOf(of.getValue())));
        statements = statements.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, of -> Set.copyOf(of.getValue())));
    }

    /** What is known of the requests that a web ACL blocked. */
    public static ChangeClues ofWebAcl(Optional<String> blockingRule) {
        return new ChangeClues(blockingRule, Map.of(), Map.of());
    }

    /** What is known of the objects that were requested from a bucket. */
    public static ChangeClues ofObjects(String bucket, List<Instant> written) {
        return new ChangeClues(Optional.empty(), Map.of(bucket, written), Map.of());
    }

    /** What is known of the function, or of its alias, that refused the requests. */
    public static ChangeClues ofFunction(String function, Set<String> statements) {
        return new ChangeClues(Optional.empty(), Map.of(), Map.of(function, statements));
    }

    /** What both say, about different requests. */
    ChangeClues and(ChangeClues other) {
        Map<String, List<Instant>> objects = new HashMap<>(written);
        other.written.forEach((bucket, times) -> objects.merge(bucket, times, ChangeClues::joined));
        Map<String, Set<String>> functions = new HashMap<>(statements);
        functions.putAll(other.statements);
        return new ChangeClues(blockingRule.or(other::blockingRule), objects, functions);
    }

    private static List<Instant> joined(List<Instant> times, List<Instant> more) {
        List<Instant> all = new ArrayList<>(times);
        all.addAll(more);
        return all;
    }
}
