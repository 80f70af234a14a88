package why403.diagnosis;

import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.log.LogRecord;

/**
 * A forbidden record, matched to the distribution's configuration.
 *
 * @param record as logged
 * @param ambiguous whether another error is logged just so under the distribution's error mapping
 * @param behavior the cache behavior that answered; empty where the configuration is not known
 * @param origin that behavior's origin (an origin group's primary); empty where the configuration is not known
 */
record ForbiddenRequest(LogRecord record, boolean ambiguous, Optional<Behavior> behavior, Optional<Origin> origin) {

    /** The certainty of a claim that rests on the line: no more than likely where the line may be another error's. */
    Certainty bound(Certainty certainty) {
        return ambiguous ? certainty.atMost(Certainty.LIKELY) : certainty;
    }
}
