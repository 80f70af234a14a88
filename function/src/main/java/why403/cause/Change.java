package why403.cause;

import java.time.Instant;

/**
 * The change that caused the incident, as CloudTrail recorded it.
 *
 * @param eventName such as {@code PutBucketPolicy}
 * @param by the ARN of the identity that made it, or its user name if there is no ARN; empty if neither
 *     is recorded
 * @param at when it was made
 * @param resource what was changed
 */
public record Change(String eventName, String by, Instant at, String resource) {}
