package why403.diagnosis.check;

import java.util.List;
import why403.diagnosis.request.DistributionSettings;
import why403.diagnosis.request.HiddenBehavior;
import why403.text.Phrases;

/** Says that another cache behavior may be meant for the requests, which stands behind the one that got them. */
public final class HiddenBehaviorNote {

    private HiddenBehaviorNote() {}

    /** A sentence for each such cache behavior, in the order in which the requests name them. */
    public static List<String> sentences(List<Explained> explained, DistributionSettings configuration) {
        return explained.stream()
                .flatMap(one -> configuration.hidden(one.request()).stream())
                .distinct()
                .map(HiddenBehaviorNote::sentence)
                .toList();
    }

    private static String sentence(HiddenBehavior hidden) {
        String behavior = hidden.behavior().named();
        return Phrases.capitalized(behavior) + " also matches, and has another origin, but "
                + hidden.before().named() + " stands before it and gets its requests. If they are meant for " + behavior
                + ", move it up.";
    }
}
