package why403.diagnosis.origin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.Certainty;
import why403.diagnosis.check.Explained;
import why403.diagnosis.remedy.CachedPaths;
import why403.diagnosis.remedy.RemedyStep.ClearCache;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.LogSignature;
import why403.diagnosis.request.OriginKind;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Signature;
import why403.diagnosis.request.WebAcl;
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

    /** How surely that origin refused the request, if CloudFront sent it there; empty if it did not. */
    static Optional<Certainty> refusal(ForbiddenRequest request, Origin origin, IncidentContext incident) {
        return OriginKind.of(origin) == OriginKind.S3_REST
                ? incident.distribution().flatMap(distribution -> S3Signature.bound(request.kind(), distribution))
                : ofServer(request.line(), WebAcl.of(incident).isPresent());
    }

    /** An answer from the error cache looks as if the edge made it, except for its type and length. */
    private static Optional<Certainty> ofServer(LogSignature line, boolean hasWebAcl) {
        if (line.originAnswered()) {
            return Optional.of(Certainty.CONFIRMED);
        }
        if (line.isOfTheEdge()) {
            return Optional.empty();
        }
        if (line.anOriginTookPart()) {
            return Optional.of(Certainty.LIKELY);
        }
        boolean hasOwnPage =
                line.contentType().isPresent() && line.contentLength().isPresent();
        return Optional.of(hasOwnPage && !hasWebAcl ? Certainty.LIKELY : Certainty.POSSIBLE);
    }

    /** Whether a function runs on the request, which can change its path, its headers and its origin. */
    static boolean mayBeChanged(ForbiddenRequest request) {
        return mayBeChanged(request.kind());
    }

    /** The same for requests of that kind. */
    static boolean mayBeChanged(RequestKind kind) {
        return kind.behavior()
                .filter(behavior -> !behavior.rewriters().isEmpty())
                .isPresent();
    }

    /** The functions that may have changed the requests, a sentence; none if there are none. */
    static List<String> functions(List<Explained> explained, IncidentContext incident) {
        List<Behavior> behaviors = explained.stream()
                .flatMap(one -> one.request().behavior().stream())
                .distinct()
                .toList();
        List<String> functions = behaviors.stream()
                .flatMap(behavior -> behavior.rewriters().stream())
                .distinct()
                .toList();
        boolean changesOrigin = behaviors.stream()
                .anyMatch(behavior -> !incident.originChangers(behavior).isEmpty());
        return functions.isEmpty()
                ? List.of()
                : List.of("Function " + Phrases.list(functions, MOST_NAMED) + " may have changed these requests"
                        + (changesOrigin ? ", also their origin." : "."));
    }

    /** CloudFront may have cached the errors. */
    static ClearCache clearCache(List<Explained> explained, IncidentContext incident) {
        return CachedPaths.of(
                incident.distributionId(),
                explained.stream().map(Explained::request).toList());
    }
}
