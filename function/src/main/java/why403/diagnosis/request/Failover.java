package why403.diagnosis.request;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import software.amazon.awssdk.services.cloudfront.model.OriginGroupMember;
import software.amazon.awssdk.services.cloudfront.model.OriginGroupMembers;
import why403.log.Field;
import why403.log.LogRecord;

/**
 * Decides which origins of an origin group may have answered a forbidden record.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html">AWS:
 *     origin failover</a>
 */
public final class Failover {

    private static final int FORBIDDEN = 403;
    private static final Set<String> FAIL_OVER = Set.of("GET", "HEAD", "OPTIONS");

    private Failover() {}

    /** The ids of the group's origins, the primary first. */
    static List<String> members(OriginGroup group) {
        return Optional.ofNullable(group.members()).map(OriginGroupMembers::items).orElse(List.of()).stream()
                .map(OriginGroupMember::originId)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether CloudFront sends the record's request to the secondary origin after the primary answered 403. */
    public static boolean follows(OriginGroup group, LogRecord record) {
        boolean isListed = group.failoverCriteria() != null
                && group.failoverCriteria().statusCodes() != null
                && group.failoverCriteria().statusCodes().items().contains(FORBIDDEN);
        return isListed
                && record.value(Field.METHOD).filter(FAIL_OVER::contains).isPresent();
    }
}
