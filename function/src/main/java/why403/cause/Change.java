package why403.cause;

import java.time.Instant;

/**
 * The change that did it.
 *
 * @param eventName CloudTrail's, such as {@code PutBucketPolicy}
 * @param by the identity's ARN, else its user name
 * @param at when it was made
 * @param resource what was changed
 */
public record Change(String eventName, String by, Instant at, String resource) {}
