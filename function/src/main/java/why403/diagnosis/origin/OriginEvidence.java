package why403.diagnosis.origin;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.diagnosis.check.Explained;
import why403.diagnosis.remedy.CachedPaths;
import why403.diagnosis.remedy.RemedyStep.ClearCache;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.text.Phrases;
import why403.text.Printable;

/** Sentences and steps that the checks on origins share. */
final class OriginEvidence {

    private static final int MOST_NAMED = 5;

    private OriginEvidence() {}

    /** {@code origin api.example.com}. */
    static String named(Origin origin) {
        return "origin " + Printable.excerpt(origin.domainName());
    }

    /** The types and lengths of the answers, a sentence. */
    static String answers(List<Explained> explained) {
        return "Answers: " + Phrases.counted(ranked(explained), MOST_NAMED) + ".";
    }

    static List<Map.Entry<String, Long>> ranked(List<Explained> explained) {
        return Phrases.ranked(explained, one -> Stream.of(one.request().line().answer()));
    }

    /** Whether a function runs on the request, which can change its path, its headers and its origin. */
    static boolean mayBeChanged(ForbiddenRequest request) {
        return request.behavior()
                .filter(behavior -> !behavior.rewriters().isEmpty())
                .isPresent();
    }

    /** The functions that may have changed the requests, a sentence; none if there are none. */
    static List<String> functions(List<Explained> explained) {
        List<String> functions = explained.stream()
                .flatMap(one -> one.request().behavior().map(Behavior::rewriters).orElse(List.of()).stream())
                .distinct()
                .toList();
        return functions.isEmpty()
                ? List.of()
                : List.of("Function " + Phrases.list(functions, MOST_NAMED)
                        + " may have changed these requests, also their origin.");
    }

    /** CloudFront may have cached the errors. */
    static ClearCache clearCache(List<Explained> explained, IncidentContext incident) {
        return CachedPaths.of(
                incident.distributionId(),
                explained.stream().map(Explained::request).toList());
    }
}
