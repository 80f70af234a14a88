package why403.cause;

import java.util.Optional;

/**
 * A distribution as people know it.
 *
 * @param host its first alias, or its domain name, or its id if neither is known
 * @param partition of AWS, such as {@code aws} or {@code aws-cn}; a console link depends on it
 * @param account the number of the account that owns it; empty if its ARN is not known
 * @param isUnknown whether this account has no such distribution: it belongs to another account or no longer exists
 */
public record DistributionName(String id, String host, String partition, Optional<String> account, boolean isUnknown) {

    /** The partition of all regions but those of China and of the United States government. */
    public static final String AWS = "aws";

    /** A distribution of which only the id is known. */
    public static DistributionName ofId(String id) {
        return new DistributionName(id, id, AWS, Optional.empty(), false);
    }
}
