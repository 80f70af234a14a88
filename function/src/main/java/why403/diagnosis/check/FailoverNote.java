package why403.diagnosis.check;

import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.DistributionSettings;
import why403.diagnosis.request.Failover;
import why403.diagnosis.request.ForbiddenRequest;

/** Says which origin of an origin group may have refused, because a standard log does not name it. */
public final class FailoverNote {

    private FailoverNote() {}

    /** A sentence for each origin group among the records, in the order met. */
    public static List<String> sentences(List<Explained> explained, DistributionSettings configuration) {
        return explained.stream()
                .map(Explained::request)
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
                + (Failover.follows(group, request.record())
                        ? "the secondary, or both refused."
                        : "the primary, for a 403 does not fail over.");
    }
}
