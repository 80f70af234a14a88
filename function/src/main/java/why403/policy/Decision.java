package why403.policy;

import java.util.List;
import java.util.Optional;

/**
 * What a policy says to a request.
 *
 * @param statements the deciding ones, each by its Sid or its number from 1; empty where none matches
 * @param numbers the same statements by their numbers from 1: a Sid can look like the number of another statement
 * @param unknownKeys the condition keys on which it hangs; empty unless undetermined
 * @param nearMiss the closest statement that could allow it; empty on allow, and where no statement allows anything
 * @param refuses whether it is refused whatever the unknown keys are
 * @param leansOnInference whether it could be another if the keys that are known by inference only were not known
 */
public record Decision(
        Outcome outcome,
        List<String> statements,
        List<Integer> numbers,
        List<String> unknownKeys,
        Optional<NearMiss> nearMiss,
        boolean refuses,
        boolean leansOnInference) {

    /** The four ends of an evaluation. */
    public enum Outcome {
        ALLOW,
        /** No statement allows it, and none denies it. */
        IMPLICIT_DENY,
        EXPLICIT_DENY,
        /** It hangs on what is not known of the request. */
        UNDETERMINED
    }

    public Decision {
        statements = List.copyOf(statements);
        numbers = List.copyOf(numbers);
        unknownKeys = List.copyOf(unknownKeys);
    }
}
