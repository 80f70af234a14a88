package why403.aws.table;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.history.DistributionState;
import why403.history.Tallies;
import why403.tally.Tally;

/** The item with the state of a distribution, and the updates of it. Times are in milliseconds since the epoch. */
final class StateItem {

    private static final String NEWEST = "newest";
    private static final String TALLIED = "tallied";
    private static final String NUMBER = "number";
    private static final String MINUTES = "minutes";
    private static final String MARK = "m";
    private static final Pattern IS_MARK = Pattern.compile(MARK + "\\d.*T\\d\\d");

    private static final long MINUTES_IN_HOUR = 60;

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
        item.checkFormat();
        item.number(NUMBER);
        Map<Long, Long> marks = new TreeMap<>();
        item.attributes().keySet().stream()
                .filter(name -> IS_MARK.matcher(name).matches())
                .forEach(name -> marks.put(ItemKey.hour(name.substring(MARK.length())), item.number(name)));
        return Optional.of(new DistributionState(
                item.key().sort(),
                item.has(NEWEST) ? OptionalLong.of(item.number(NEWEST)) : OptionalLong.empty(),
                Optional.of(Instant.ofEpochMilli(item.number(TALLIED))),
                marks,
                new TreeSet<>(item.numbers(MINUTES))));
    }

    /**
     * Marks the hour of a tally. DynamoDB evaluates both uses of {@code #number} against the old item, so the mark equals
     * the new number. A new item starts at the current time in milliseconds, which is higher than all marks of an
     * earlier item that somebody deleted.
     */
    static Expression marking(Tally tally, Instant now) {
        SortedSet<Long> minutes = tally.minutes();
        String adding = minutes.isEmpty() ? "" : " ADD #minutes :minutes";
        Expression update = Expression.of("SET #number = if_not_exists(#number, :first) + :one,"
                        + " #mark = if_not_exists(#number, :first) + :one, #tallied = :now, #format = :format"
                        + adding)
                .named("#mark", mark(tally.hour()))
                .with(":first", now)
                .with(":one", 1)
                .with(":now", now)
                .with(":format", Item.WRITTEN_FORMAT);
        return minutes.isEmpty() ? update : update.with(":minutes", numbers(minutes));
    }

    static Expression isOfThisRelease() {
        return Expression.of("attribute_not_exists(#format) OR #format = :format")
                .with(":format", Item.WRITTEN_FORMAT);
    }

    /** Removes the mark of an hour and the minutes that were seen in it. */
    static Expression clearing(DistributionState seen, long hour) {
        SortedSet<Long> minutes = seen.minutes().subSet(hour * MINUTES_IN_HOUR, (hour + 1) * MINUTES_IN_HOUR);
        Expression update = Expression.of("REMOVE #mark" + (minutes.isEmpty() ? "" : " DELETE #minutes :minutes"))
                .named("#mark", mark(hour));
        return minutes.isEmpty() ? update : update.with(":minutes", numbers(minutes));
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

    /** Holds if the distribution is not claimed. A claim in the future comes from a wrong clock. */
    static Expression isUnclaimed(Instant now) {
        return Expression.of("attribute_not_exists(#watched) OR #watched <= :before OR #watched > :ahead")
                .with(":before", now.minus(Tallies.CLAIM))
                .with(":ahead", now.plus(Tallies.CLAIM));
    }

    private static String mark(long hour) {
        return MARK + ItemKey.hour(hour);
    }

    private static AttributeValue numbers(SortedSet<Long> numbers) {
        List<String> texts = numbers.stream().map(String::valueOf).toList();
        return AttributeValue.fromNs(texts);
    }
}
