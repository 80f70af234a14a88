package why403.alert;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import why403.cause.Cause;
import why403.cause.Kind;

/**
 * What a subscription's filter policy may ask for; SNS takes none that is empty.
 *
 * @param event opened, changed or resolved
 * @param distributionId the incident's
 * @param cause the id of the first cause; {@code one-client} where the incident is one client's burst, and
 *     {@code unexplained} where nothing could be examined
 * @param kind that cause's: misconfiguration, intended, client or unknown
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html">AWS: SNS message filtering</a>
 */
public record NoticeAttributes(String event, String distributionId, String cause, String kind) {

    private static final String ONE_CLIENT = "one-client";
    private static final String UNEXPLAINED = "unexplained";

    /** @throws IllegalArgumentException if one is blank */
    public NoticeAttributes {
        if (Stream.of(event, distributionId, cause, kind).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("SNS takes no empty attribute, as one of event '" + event
                    + "', distributionId '" + distributionId + "', cause '" + cause + "' and kind '" + kind + "' is.");
        }
    }

    static NoticeAttributes of(Notice notice) {
        boolean oneClient = notice.incident().oneClient();
        String cause = notice.mainCause().map(Cause::id).orElse(oneClient ? ONE_CLIENT : UNEXPLAINED);
        Kind kind = notice.mainCause().map(Cause::kind).orElse(oneClient ? Kind.CLIENT : Kind.UNKNOWN);
        return new NoticeAttributes(
                notice.eventName(),
                notice.incident().distributionId(),
                cause,
                kind.name().toLowerCase(Locale.ROOT));
    }

    /** Whether the incident is one client's burst. */
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
