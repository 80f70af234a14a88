package why403.diagnosis.edge;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import why403.diagnosis.check.AffectedViewers;
import why403.diagnosis.check.Explained;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.DistributionSettings;
import why403.diagnosis.request.ForbiddenRequest;
import why403.log.Field;
import why403.text.Phrases;

/** Which other cache behaviors allow a method that one refused, and why they do not get the requests. */
final class MethodElsewhere {

    private static final int MOST_NAMED = 3;

    private final DistributionSettings settings;
    private final Behavior refusing;
    private final List<Explained> refused;
    private final List<String> methods;

    MethodElsewhere(DistributionSettings settings, Behavior refusing, List<Explained> refused) {
        this.settings = settings;
        this.refusing = refusing;
        this.refused = refused;
        this.methods =
                AffectedViewers.methods(refused).stream().map(Map.Entry::getKey).toList();
    }

    /** A sentence for each, first those that match the refused paths. */
    List<String> sentences() {
        List<Behavior> allowing = settings.behaviors().stream()
                .filter(behavior -> !behavior.equals(refusing))
                .filter(behavior -> !allowedBy(behavior).isEmpty())
                .toList();
        return Stream.concat(
                        allowing.stream()
                                .filter(behavior -> matched(behavior) > 0)
                                .map(this::later),
                        allowing.stream()
                                .filter(behavior -> matched(behavior) == 0)
                                .map(this::forOtherPaths))
                .limit(MOST_NAMED)
                .toList();
    }

    private List<String> allowedBy(Behavior behavior) {
        return methods.stream().filter(behavior.allowedMethods()::contains).toList();
    }

    private long matched(Behavior behavior) {
        return refused.stream()
                .map(Explained::request)
                .filter(request -> matches(behavior, request))
                .count();
    }

    private boolean matches(Behavior behavior, ForbiddenRequest request) {
        return request.line()
                        .method()
                        .filter(behavior.allowedMethods()::contains)
                        .isPresent()
                && request.record()
                        .value(Field.URI_STEM)
                        .filter(path -> settings.matching(path).anyMatch(behavior::equals))
                        .isPresent();
    }

    private String later(Behavior behavior) {
        return allows(behavior) + " and also matches " + Phrases.number(matched(behavior))
                + " of these requests, but it comes" + " later: " + refusing.named()
                + " stands before it and gets them.";
    }

    private String forOtherPaths(Behavior behavior) {
        return allows(behavior) + ", but its path pattern does not match these requests.";
    }

    private String allows(Behavior behavior) {
        return Phrases.capitalized(behavior.named()) + " allows " + Phrases.list(allowedBy(behavior));
    }
}
