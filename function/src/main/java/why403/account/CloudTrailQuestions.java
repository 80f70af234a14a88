package why403.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/**
 * The questions about what was changed. CloudTrail looks up management events by one attribute, the newest first. CloudFront's
 * events, and those of AWS WAF for CloudFront, are in us-east-1; all others are in the region of the resource.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html">AWS: LookupEvents</a>
 */
public final class CloudTrailQuestions {

    /** The argument with the attribute. */
    public static final String ATTRIBUTES = "--lookup-attributes";

    /** The argument with the time from which events are looked up. */
    public static final String START = "--start-time";

    /** The argument with the time up to which events are looked up. */
    public static final String END = "--end-time";

    /** Pages of one lookup. A page holds at most 50 events, and can hold fewer. */
    public static final int MOST_PAGES = 5;

    private static final int EVENTS_OF_A_PAGE = 50;

    /** The region with the events of CloudFront, and of AWS WAF for CloudFront. */
    public static final Optional<String> GLOBAL = Optional.of("us-east-1");

    /** What events are looked up by: one attribute at a time. */
    public enum Attribute {
        /** Such as {@code cloudfront.amazonaws.com}. */
        SOURCE("EventSource"),
        /** As CloudTrail names it: a bucket, the ARN of a key, a function. */
        RESOURCE("ResourceName"),
        /** Such as {@code PutAccountPublicAccessBlock}, for changes that have no resource. */
        NAME("EventName");

        private final String key;

        Attribute(String key) {
            this.key = key;
        }
    }

    private static final Operation<LookupEventsResponse> LOOKUP_EVENTS =
            new Operation<>("cloudtrail", "lookup-events", LookupEventsResponse::builder, "cloudtrail:LookupEvents");

    static final List<Operation<?>> OPERATIONS = List.of(LOOKUP_EVENTS);

    private CloudTrailQuestions() {}

    /**
     * The events with that value of an attribute.
     *
     * @param region of the resource; {@link #GLOBAL} for CloudFront and its web ACLs; empty if it is not known
     */
    public static Question<LookupEventsResponse> events(
            Attribute attribute, String value, Instant from, Instant to, Optional<String> region) {
        return new Question<>(
                LOOKUP_EVENTS,
                List.of(
                        Argument.named(ATTRIBUTES, "AttributeKey=" + attribute.key + ",AttributeValue=" + value, value),
                        Argument.option(START, from.toString()),
                        Argument.option(END, to.toString()),
                        Argument.option("--max-items", String.valueOf(MOST_PAGES * EVENTS_OF_A_PAGE))),
                region);
    }
}
