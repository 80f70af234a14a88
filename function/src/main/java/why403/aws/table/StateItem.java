package why403.aws.table;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import why403.history.DistributionState;
import why403.history.Tallies;
import why403.tally.Tally;

/**
 * The item with the state of a distribution, and the updates of it. Times are in milliseconds since the epoch. A marked
 * hour has two numbers: its mark, and its minutes as bits. So the item stays small even if every hour of eight days is
 * marked: each update of an item uses write capacity for the whole item.
 */
final class StateItem {

    private static final String NEWEST = "newest";
    private static final String TALLIED = "tallied";
    private static final String NUMBER = "number";
    private static final String MARK = "m";
    private static final String MINUTES = "b";
    private static final Pattern IS_MARK = Pattern.compile(MARK + "\\d+");

    private static final long MINUTES_IN_HOUR = 60;

    /** The format version of this kind of item. In version 1, the minutes of all hours were one set. */
    private static final long WRITTEN_FORMAT = 2;

    private StateItem() {}

    /**
     * Reads the item; empty if the distribution was claimed but has no tally yet.
     *
     * @throws UnreadableItemException if this release cannot read the item
     */
    static Optional<DistributionState> read(Item item) {
        if (!item.has(Item.FORMAT) && !item.has(NUMBER)) {
            return Optional.empty();
        }
        item.checkFormat(WRITTEN_FORMAT);
        item.number(NUMBER);
        Map<Long, Long> marks = new TreeMap<>();
        TreeSet<Long> minutes = new TreeSet<>();
        bitsByHour(item).forEach((hour, bits) -> {
            marks.put(hour, item.number(mark(hour)));
            addMinutes(minutes, hour, bits);
        });
        return Optional.of(new DistributionState(
                item.key().sort(),
                item.has(NEWEST) ? OptionalLong.of(item.number(NEWEST)) : OptionalLong.empty(),
                Optional.of(Instant.ofEpochMilli(item.number(TALLIED))),
                marks,
                minutes));
    }

    private static void addMinutes(Set<Long> minutes, long hour, long bits) {
        for (int minute = 0; minute < MINUTES_IN_HOUR; minute++) {
            if ((bits >> minute & 1) == 1) {
                minutes.add(hour * MINUTES_IN_HOUR + minute);
            }
        }
    }

    /** The minutes of a tally as bits: bit 0 is the first minute of the hour. */
    static long bits(Tally tally) {
        return tally.minutes().stream()
                .mapToLong(minute -> 1L << minute % MINUTES_IN_HOUR)
                .reduce(0, (one, two) -> one | two);
    }

    /**
     * By marked hour: the minutes in an item, as bits.
     *
     * @throws UnreadableItemException if this release cannot read the item
     */
    static Map<Long, Long> bitsByHour(Item item) {
        if (item.has(Item.FORMAT)) {
            item.checkFormat(WRITTEN_FORMAT);
        }
        Map<Long, Long> bits = new TreeMap<>();
        item.attributes().keySet().stream()
                .filter(name -> IS_MARK.matcher(name).matches())
                .map(name -> Long.parseLong(name.substring(MARK.length())))
                .forEach(hour -> bits.put(hour, item.number(minutes(hour))));
        return bits;
    }

    /**
     * Marks the hour of a tally. DynamoDB evaluates both uses of {@code #number} against the old item, so the mark equals
     * the new number. A new item starts at the current time in milliseconds, which is higher than all marks of an
     * earlier item that somebody deleted.
     */
    static Expression marking(long hour, long bits, Instant now) {
        return Expression.of("SET #number = if_not_exists(#number, :first) + :one,"
                        + " #mark = if_not_exists(#number, :first) + :one, #minutes = :minutes, #tallied = :now,"
                        + " #format = :format")
                .named("#mark", mark(hour))
                .named("#minutes", minutes(hour))
                .with(":minutes", bits)
                .with(":first", now)
                .with(":one", 1)
                .with(":now", now)
                .with(":format", WRITTEN_FORMAT);
    }

    /** Holds if this release can write the item, and the hour has these bits. DynamoDB itself cannot join bits. */
    static Expression hasBits(long hour, long bits) {
        String unmarked = bits == 0 ? "attribute_not_exists(#minutes) OR " : "";
        return Expression.of(
                        "(attribute_not_exists(#format) OR #format = :format) AND (" + unmarked + "#minutes = :known)")
                .named("#minutes", minutes(hour))
                .with(":known", bits)
                .with(":format", WRITTEN_FORMAT);
    }

    /** Removes the mark of an hour and its minutes. While the mark is the same, the minutes are the same too. */
    static Expression clearing(long hour) {
        return Expression.of("REMOVE #mark, #minutes")
                .named("#mark", mark(hour))
                .named("#minutes", minutes(hour));
    }

    static Expression isStill(DistributionState seen, long hour) {
        return Expression.of("#mark = :mark")
                .named("#mark", mark(hour))
                .with(":mark", seen.marks().get(hour));
    }

    static Expression newest(long minute) {
        return Expression.of("SET #newest = :newest").with(":newest", minute);
    }

    static Expression isNewerThanKnown(long minute) {
        return Expression.of("attribute_exists(#number) AND (attribute_not_exists(#newest) OR #newest < :newest)")
                .with(":newest", minute);
    }

    static Expression claiming(Instant now) {
        return Expression.of("SET #watched = :now").with(":now", now);
    }

    static Expression releasing() {
        return Expression.of("REMOVE #watched");
    }

    static Expression isClaimed() {
        return Expression.of("attribute_exists(#watched)");
    }

    /** Holds if the distribution is not claimed. A claim in the future comes from a wrong clock. */
    static Expression isUnclaimed(Instant now) {
        return Expression.of("attribute_not_exists(#watched) OR #watched <= :before OR #watched > :ahead")
                .with(":before", now.minus(Tallies.CLAIM))
                .with(":ahead", now.plus(Tallies.CLAIM));
    }

    private static String mark(long hour) {
        return MARK + hour;
    }

    private static String minutes(long hour) {
        return MINUTES + hour;
    }
}
