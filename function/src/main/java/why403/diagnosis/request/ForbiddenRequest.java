package why403.diagnosis.request;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.Certainty;
import why403.log.LogRecord;
import why403.sample.Dimension;

/**
 * A forbidden record, matched to the distribution's configuration.
 *
 * @param record as logged
 * @param kind what it has in common with many others
 */
public record ForbiddenRequest(LogRecord record, RequestKind kind) {

    public ForbiddenRequest(
            LogRecord record, boolean ambiguous, BodyOwner body, Optional<Behavior> behavior, List<Origin> origins) {
        this(record, new RequestKind(ambiguous, behavior, origins, LogSignature.of(record, body)));
    }

    /** Whether another error has the same log entry under the distribution's error mapping. */
    public boolean ambiguous() {
        return kind.ambiguous();
    }

    /** The owner of the logged content type and length. */
    public BodyOwner body() {
        return kind.body();
    }

    /** The cache behavior that applied; empty if the configuration is not known. */
    public Optional<Behavior> behavior() {
        return kind.behavior();
    }

    /**
     * The origins that may have refused, the likeliest first: more than one only after a failover in an origin group; empty if
     * the configuration is not known.
     */
    public List<Origin> origins() {
        return kind.origins();
    }

    /** What the log line shows about the party that made the 403. */
    public LogSignature line() {
        return kind.line();
    }

    /** The first path segment, or {@code /}. It does not reveal the whole path. */
    public String folder() {
        return Dimension.PATH.valueIn(record).orElse("/");
    }

    /** The likeliest origin, if an origin refused; empty if the configuration is not known. */
    public Optional<Origin> origin() {
        return kind.origin();
    }

    /** Limits the certainty of a claim that is based on the line: at most likely if the line can be another error. */
    public Certainty bound(Certainty certainty) {
        return kind.bound(certainty);
    }
}
