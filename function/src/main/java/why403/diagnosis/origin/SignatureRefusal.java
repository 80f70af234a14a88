package why403.diagnosis.origin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.OriginKind;
import why403.log.Field;

/** A Lambda function URL answered that the signature of CloudFront's request does not match the request. */
final class SignatureRefusal {

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    /** What no party encodes. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~/-]*");

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final IncidentContext incident;

    /** The same for all requests of a cache behavior, of which there can be many. */
    private final Map<Optional<Behavior>, Boolean> plainRefusals = new HashMap<>();

    private final Map<Optional<Behavior>, Boolean> plainReads = new HashMap<>();

    SignatureRefusal(IncidentContext incident) {
        this.incident = incident;
    }

    /** Whether the answer is that error, and the origin is a function URL or not known. */
    boolean concerns(ForbiddenRequest request) {
        return request.line().has(Fingerprint.LAMBDA_URL_SIGNATURE)
                && (origin(request).isPresent() || incident.distribution().isEmpty());
    }

    static Optional<Origin> origin(ForbiddenRequest request) {
        return request.origins().stream()
                .filter(origin -> OriginKind.of(origin) == OriginKind.FUNCTION_URL)
                .findFirst();
    }

    /** Whether an origin access control signs the requests. */
    boolean isSigned(ForbiddenRequest request) {
        return origin(request)
                .filter(origin -> OriginAccess.of(origin, incident.account()).signs())
                .isPresent();
    }

    static boolean mayHaveBody(ForbiddenRequest request) {
        return request.line().method().filter(WITH_BODY::contains).isPresent();
    }

    /** Whether its path is one that CloudFront and Lambda can encode differently. */
    static boolean isEscaped(ForbiddenRequest request) {
        return request.record()
                .value(Field.URI_STEM)
                .filter(SignatureRefusal::isEscaped)
                .isPresent();
    }

    private static boolean isEscaped(String path) {
        return !PLAIN.matcher(path).matches();
    }

    /** Whether a plain path that is only read gets the same error in the same cache behavior. */
    boolean isAlsoOfPlainReads(ForbiddenRequest request) {
        return plainRefusals.computeIfAbsent(request.behavior(), this::refusesPlainReads);
    }

    private boolean refusesPlainReads(Optional<Behavior> behavior) {
        return incident.requests().stream()
                .filter(other -> other.line().method().filter(READING::contains).isPresent())
                .filter(other -> other.line().has(Fingerprint.LAMBDA_URL_SIGNATURE))
                .filter(other -> other.behavior().equals(behavior))
                .anyMatch(other -> !isEscaped(other));
    }

    /** Whether GETs of plain paths are served by the same cache behavior. */
    boolean servesPlainReads(ForbiddenRequest request) {
        return plainReads.computeIfAbsent(request.behavior(), this::servesPlainReads);
    }

    private boolean servesPlainReads(Optional<Behavior> behavior) {
        return behavior.map(incident::servedBy).orElse(List.of()).stream()
                .anyMatch(served -> served.method().equals("GET") && !isEscaped(served.path()));
    }
}
