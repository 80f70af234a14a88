package why403.diagnosis.signed;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import why403.cause.Certainty;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.Fingerprint;
import why403.diagnosis.request.ForbiddenRequest;
import why403.sample.ServedRequests.Served;

/** Decides for each cache behavior whether its refused OPTIONS requests are preflight requests of signed ones. */
final class Preflights {

    private final SignedIncident signed;
    private final Map<Behavior, Optional<Certainty>> certainties = new HashMap<>();

    Preflights(SignedIncident signed) {
        this.signed = signed;
    }

    /** How surely the request lacks a signature only because it is a preflight request; empty if it is none. */
    Optional<Certainty> certainty(ForbiddenRequest request) {
        return isPreflight(request)
                        && isUnsigned(request)
                        && (request.line().has(Fingerprint.MISSING_KEY)
                                || !request.line().anOriginTookPart())
                ? request.behavior()
                        .filter(Behavior::isRestricted)
                        .flatMap(behavior -> certainties.computeIfAbsent(behavior, this::certainty))
                : Optional.empty();
    }

    private boolean isUnsigned(ForbiddenRequest request) {
        return SignedRefusal.isPossible(request, Fingerprint.MISSING_KEY) && signed.isUnsigned(request);
    }

    private static boolean isPreflight(ForbiddenRequest request) {
        return request.line().method().filter("OPTIONS"::equals).isPresent();
    }

    /** If requests of other methods have no signature either, it is not about preflight requests. */
    private Optional<Certainty> certainty(Behavior behavior) {
        long refused = signed.context().requests().stream()
                .filter(request -> request.behavior().filter(behavior::equals).isPresent())
                .filter(request -> !isPreflight(request) && isUnsigned(request))
                .count();
        if (served(behavior) > refused) {
            return Optional.of(Certainty.CONFIRMED);
        }
        return refused == 0 ? Optional.of(Certainty.LIKELY) : Optional.empty();
    }

    /** How many GET requests of the cache behavior were served in the incident's time. */
    long served(Behavior behavior) {
        return signed.context().servedBy(behavior).stream()
                .filter(one -> one.method().equals("GET"))
                .flatMap(one -> signed.context().sample().served().of(one.path(), one.method()).stream())
                .mapToLong(Served::requests)
                .sum();
    }
}
