package why403.diagnosis.request;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.Certainty;
import why403.log.LogRecord;

/**
 * A forbidden record, matched to the distribution's configuration.
 *
 * @param record as logged
 * @param ambiguous whether another error is logged just so under the distribution's error mapping
 * @param body whose the logged content type and length are
 * @param behavior the cache behavior that answered; empty where the configuration is not known
 * @param origins of that behavior, those that may have refused, the likeliest first: several only of an origin group
 *     that fails over; empty where the configuration is not known
 * @param line what the record shows of who made the 403
 */
public record ForbiddenRequest(
        LogRecord record,
        boolean ambiguous,
        BodyOwner body,
        Optional<Behavior> behavior,
        List<Origin> origins,
        LogSignature line) {

    public ForbiddenRequest {
        origins = List.copyOf(origins);
    }

    public ForbiddenRequest(
            LogRecord record, boolean ambiguous, BodyOwner body, Optional<Behavior> behavior, List<Origin> origins) {
        this(record, ambiguous, body, behavior, origins, new LogSignature(record, body));
    }

    /** The origin that refused, if an origin did; empty where the configuration is not known. */
    public Optional<Origin> origin() {
        return origins.stream().findFirst();
    }

    /** The certainty of a claim that rests on the line: no more than likely where the line may be another error's. */
    public Certainty bound(Certainty certainty) {
        return ambiguous ? certainty.atMost(Certainty.LIKELY) : certainty;
    }
}
