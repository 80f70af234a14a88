package why403.diagnosis.request;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.Certainty;

/**
 * What many forbidden requests of an incident have in common: all that decides about a request except its own path, viewer,
 * query and time. The requests of one kind share one instance.
 *
 * @param ambiguous whether another error has the same log entry under the distribution's error mapping
 * @param behavior the cache behavior that applied; empty if the configuration is not known
 * @param origins the origins that may have refused, the likeliest first; empty if the configuration is not known
 * @param line what the log line shows about the party that made the 403
 */
public record RequestKind(boolean ambiguous, Optional<Behavior> behavior, List<Origin> origins, LogSignature line) {

    public RequestKind {
        origins = List.copyOf(origins);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof RequestKind that
                        && line.equals(that.line)
                        && ambiguous == that.ambiguous
                        && behavior.equals(that.behavior)
                        && origins.equals(that.origins));
    }

    /** Of the line alone: to hash a configuration takes long, and an incident has few cache behaviors. */
    @Override
    public int hashCode() {
        return line.hashCode();
    }

    /** The owner of the logged content type and length. */
    public BodyOwner body() {
        return line.body();
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
