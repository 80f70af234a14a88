package why403.policy;

import java.util.List;
import java.util.Optional;

/**
 * A policy's decision about a request.
 *
 * @param statements the deciding statements, each by its Sid or its number from 1; empty if none matches
 * @param numbers the numbers of the same statements from 1, because a Sid can look like the number of another statement
 * @param unknownKeys the condition keys on which the decision depends; empty unless it is undetermined
 * @param nearMiss the Allow statement that comes closest; empty if an Allow statement matches, or if there is none
 * @param refuses whether the request is refused for every possible value of the unknown keys
 * @param dependsOnInference whether the decision could be different without the keys whose values are only inferred
 */
public record Decision(
        Outcome outcome,
        List<String> statements,
        List<Integer> numbers,
        List<String> unknownKeys,
        Optional<NearMiss> nearMiss,
        boolean refuses,
        boolean dependsOnInference) {

    /** The four possible results of an evaluation. */
    public enum Outcome {
        ALLOW,
        /** No statement allows it, and none denies it. */
        IMPLICIT_DENY,
        EXPLICIT_DENY,
        /** It depends on properties of the request that are not known. */
        UNDETERMINED
    }

    public Decision {
        statements = List.copyOf(statements);
        numbers = List.copyOf(numbers);
        unknownKeys = List.copyOf(unknownKeys);
    }
}
