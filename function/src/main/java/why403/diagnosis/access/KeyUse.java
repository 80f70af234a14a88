package why403.diagnosis.access;

import java.util.List;
import java.util.Optional;
import why403.cause.Certainty;
import why403.diagnosis.request.OriginAccess;
import why403.policy.Decision;
import why403.policy.Request;

/**
 * What S3 asks of a KMS key to serve one request.
 *
 * @param isOfObject whether the object itself is known to be encrypted with the key, and not only new objects of the bucket
 * @param request of S3 to the key, on behalf of CloudFront
 */
public record KeyUse(EncryptionKey key, boolean isOfObject, OriginAccess access, Request request) {

    /** How certain it is that the key refuses; empty if it does not, or if S3 would answer something other than 403. */
    public Optional<Certainty> refusal() {
        return refusalByKey().map(certainty -> isOfObject ? certainty : certainty.atMost(Certainty.LIKELY));
    }

    /** The condition keys that are not known and that decide whether the key admits the request. */
    public List<String> unknownKeys() {
        return key.policy().map(policy -> policy.decide(request).unknownKeys()).orElse(List.of());
    }

    private Optional<Certainty> refusalByKey() {
        if (!key.isEnabled()) {
            return Optional.empty();
        }
        if (access instanceof OriginAccess.Identity || key.isAwsManaged()) {
            return Optional.of(Certainty.CONFIRMED);
        }
        return key.policy().map(policy -> refusal(policy.decide(request))).orElse(Optional.of(Certainty.LIKELY));
    }

    private static Optional<Certainty> refusal(Decision decision) {
        return switch (decision.outcome()) {
            case ALLOW -> Optional.empty();
            case IMPLICIT_DENY, EXPLICIT_DENY ->
                Optional.of(decision.dependsOnInference() ? Certainty.LIKELY : Certainty.CONFIRMED);
            case UNDETERMINED -> Optional.of(decision.refuses() ? Certainty.LIKELY : Certainty.POSSIBLE);
        };
    }
}
