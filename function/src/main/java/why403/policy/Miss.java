package why403.policy;

import java.util.Optional;

/**
 * One part of a statement that does not match a request, or for which this is not known.
 *
 * @param expected what the statement requires; values that are often secrets are withheld
 * @param found what the request contains; {@code absent} or {@code unknown} for such a condition key
 * @param conditionKey the key as written in the statement; empty unless the part is the condition
 * @param isCertain whether the part certainly does not match; false if this is unknown
 */
public record Miss(Part part, String expected, String found, Optional<String> conditionKey, boolean isCertain) {

    /** Replaces a value that is often a secret. */
    public static final String WITHHELD = "(withheld)";
}
