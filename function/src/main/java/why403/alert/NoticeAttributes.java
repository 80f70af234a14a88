package why403.alert;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import why403.cause.Cause;
import why403.cause.CauseId;
import why403.cause.Kind;

/**
 * The message attributes that a subscription's filter policy can match. SNS refuses an empty one.
 *
 * @param event opened, changed, resolved or expired
 * @param distributionId of the incident
 * @param cause the id of the cause that explains most; {@code one-client} if the spike comes from one client, and
 *     {@code unexplained} if no record could be examined
 * @param kind of that cause: misconfiguration, intended, client or unknown
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html">AWS: SNS message filtering</a>
 */
public record NoticeAttributes(String event, String distributionId, String cause, String kind) {

    private static final String ONE_CLIENT = "one-client";

    /** @throws IllegalArgumentException if one is blank */
    public NoticeAttributes {
        if (Stream.of(event, distributionId, cause, kind).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "SNS refuses an empty attribute: expected text in each of event '" + event + "', distributionId '"
                            + distributionId + "', cause '" + cause + "' and kind '" + kind + "'.");
        }
    }

    static NoticeAttributes of(Notice notice) {
        boolean oneClient = notice.incident().oneClient();
        String cause =
                notice.mainCause().map(one -> one.id().id()).orElse(oneClient ? ONE_CLIENT : CauseId.UNEXPLAINED.id());
        Kind kind = notice.mainCause().map(Cause::kind).orElse(oneClient ? Kind.CLIENT : Kind.UNKNOWN);
        return new NoticeAttributes(
                notice.eventName(),
                notice.incident().distributionId(),
                cause,
                kind.name().toLowerCase(Locale.ROOT));
    }

    /** Whether the spike comes from one client. */
    boolean isOneClients() {
        return cause.equals(ONE_CLIENT);
    }

    /** By name, in this order. */
    public Map<String, String> byName() {
        Map<String, String> byName = new LinkedHashMap<>();
        byName.put("event", event);
        byName.put("distributionId", distributionId);
        byName.put("cause", cause);
        byName.put("kind", kind);
        return byName;
    }
}
