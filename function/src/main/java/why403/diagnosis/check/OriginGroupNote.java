package why403.diagnosis.check;

import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.DistributionSettings;
import why403.diagnosis.request.Failover;
import why403.diagnosis.request.ForbiddenRequest;
import why403.text.Phrases;
import why403.text.Printable;

/** Says which origin of an origin group may have refused, because a standard log does not name it. */
public final class OriginGroupNote {

    private OriginGroupNote() {}

    /** A sentence for each origin group, in the order in which the requests name them. */
    public static List<String> sentences(List<Explained> explained, DistributionSettings configuration) {
        return explained.stream()
                .map(Explained::request)
                .flatMap(request -> request.behavior().flatMap(configuration::group).stream()
                        .map(group -> sentence(group, request)))
                .distinct()
                .toList();
    }

    private static String sentence(OriginGroup group, ForbiddenRequest request) {
        String start =
                Phrases.capitalized(request.behavior().map(Behavior::named).orElse("the cache behavior"))
                        + " uses origin group " + Printable.excerpt(group.id())
                        + ". A standard log does not say which of its origins answered: ";
        return start
                + (Failover.follows(group, request.record())
                        ? "it was the secondary, or both refused."
                        : "it was the primary, because a 403 does not fail over.");
    }
}
