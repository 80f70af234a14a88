package why403.aws.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.tally.Scope;
import why403.trigger.LogObject;

/**
 * The key of an item, for each kind of item in the table.
 *
 * @param partition the partition key's value
 * @param sort the sort key's value
 */
record ItemKey(String partition, String sort) {

    /** The partition with the states of all distributions. */
    static final String STATES = "S";

    /** The partition with the last known error mappings. */
    static final String MAPPINGS = "M";

    /** The partition with the progress of evaluating the past. */
    static final String PASTS = "P";

    /** The item with the secret of the table. */
    static final ItemKey CLIENT_SECRET = new ItemKey("C", "secret");

    private static final long SECONDS_IN_HOUR = 3600;

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);

    static ItemKey tally(String distribution, long hour, LogObject object) {
        return new ItemKey(tallies(distribution, hour), sha256(object.identity()));
    }

    static String tallies(String distribution, long hour) {
        return "T#" + distribution + "#" + hour(hour);
    }

    static ItemKey sum(String distribution, long hour) {
        return new ItemKey(sums(distribution), hour(hour));
    }

    static String sums(String distribution) {
        return "H#" + distribution;
    }

    static ItemKey state(String distribution) {
        return new ItemKey(STATES, distribution);
    }

    static ItemKey mapping(String distribution) {
        return new ItemKey(MAPPINGS, distribution);
    }

    static ItemKey past(String distribution) {
        return new ItemKey(PASTS, distribution);
    }

    static ItemKey incidents(String distribution, Scope scope) {
        return new ItemKey(incidents(distribution), scope.name());
    }

    static String incidents(String distribution) {
        return "I#" + distribution;
    }

    /** Formats an hour since the epoch as {@code 2026-11-24T10}, which sorts by time and is readable. */
    static String hour(long hour) {
        return HOUR.format(Instant.ofEpochSecond(hour * SECONDS_IN_HOUR));
    }

    /** @throws UnreadableItemException if the text is not such an hour */
    static long hour(String text) {
        try {
            return LocalDateTime.parse(text + ":00").toEpochSecond(ZoneOffset.UTC) / SECONDS_IN_HOUR;
        } catch (DateTimeException garbage) {
            throw new UnreadableItemException("it contains \"" + text + "\", which is not an hour", garbage);
        }
    }

    Map<String, AttributeValue> attributes() {
        return Map.of(Item.PARTITION, AttributeValue.fromS(partition), Item.SORT, AttributeValue.fromS(sort));
    }

    /** For messages to people. */
    @Override
    public String toString() {
        return Item.PARTITION + " \"" + partition + "\", " + Item.SORT + " \"" + sort + "\"";
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
