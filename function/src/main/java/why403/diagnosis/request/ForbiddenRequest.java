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
 * @param ambiguous whether another error has the same log entry under the distribution's error mapping
 * @param body the owner of the logged content type and length
 * @param behavior the cache behavior that applied; empty if the configuration is not known
 * @param origins the origins that may have refused, the likeliest first: more than one only after a failover in an origin
 *     group; empty if the configuration is not known
 * @param line what the log line shows about the party that made the 403
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

    /** The likeliest origin, if an origin refused; empty if the configuration is not known. */
    public Optional<Origin> origin() {
        return origins.stream().findFirst();
    }

    /** Limits the certainty of a claim that is based on the line: at most likely if the line can be another error. */
    public Certainty bound(Certainty certainty) {
        return ambiguous ? certainty.atMost(Certainty.LIKELY) : certainty;
    }
}
