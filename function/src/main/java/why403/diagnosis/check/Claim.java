package why403.diagnosis.check;

import why403.cause.Certainty;

/**
 * What a check says of one record: that its cause explains it, and how surely.
 *
 * @param story what records of one cause are told apart by when it is told (a bucket, a behavior, a key id); records
 *     with equal stories are told together
 */
public record Claim(Certainty certainty, Object story) {}
