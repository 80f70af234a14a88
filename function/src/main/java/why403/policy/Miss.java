package why403.policy;

import java.util.Optional;

/**
 * One part of a statement that does not match a request, or may not.
 *
 * @param expected what the statement asks for; values that are often secrets are withheld
 * @param found what the request has: {@code absent} or {@code unknown} for such a condition key
 * @param conditionKey as the statement writes it; empty unless the part is the condition
 * @param isCertain whether it misses for certain; otherwise nothing is known of it
 */
public record Miss(Part part, String expected, String found, Optional<String> conditionKey, boolean isCertain) {

    /** Stands for a value that is often a secret. */
    public static final String WITHHELD = "(withheld)";
}
