package why403.diagnosis;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;

/**
 * What to say where an origin group was asked.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html">AWS:
 *     origin failover</a>
 */
final class OriginGroupNote {

    private static final int FORBIDDEN = 403;
    private static final Set<String> FAIL_OVER = Set.of("GET", "HEAD", "OPTIONS");

    private OriginGroupNote() {}

    /** A sentence for each origin group among the records, in the order met. */
    static List<String> of(List<Check.Explained> explained, Configuration configuration) {
        return explained.stream()
                .map(Check.Explained::request)
                .flatMap(request -> request.behavior().flatMap(configuration::group).stream()
                        .map(group -> sentence(group, request)))
                .distinct()
                .toList();
    }

    private static String sentence(OriginGroup group, ForbiddenRequest request) {
        String start = "The cache behavior "
                + request.behavior().map(Behavior::pattern).orElse("") + " uses the origin group " + group.id()
                + ", and a standard log does not say which of its origins answered: ";
        return start
                + (failsOver(group, request)
                        ? "the secondary, or both refused"
                        : "the primary, for a 403 does not fail over");
    }

    private static boolean failsOver(OriginGroup group, ForbiddenRequest request) {
        boolean listed = group.failoverCriteria() != null
                && group.failoverCriteria().statusCodes() != null
                && group.failoverCriteria().statusCodes().items().contains(FORBIDDEN);
        return listed && Line.of(request).method().filter(FAIL_OVER::contains).isPresent();
    }
}
