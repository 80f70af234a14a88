package why403.aws;

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

/** What is known of a distribution as an item, and what changes of it. Times are in milliseconds since the epoch. */
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
     * What the item says; empty where it was claimed and never had a tally.
     *
     * @throws UnreadableItemException if it is not what this release writes
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
     * Marks the hour of a tally. Both uses of the number read what it was before, so that the mark is the number. The
     * first is the time of day, above all marks of an item that somebody deleted.
     */
    static Clause marking(Tally tally, Instant now) {
        SortedSet<Long> minutes = tally.minutes();
        String adding = minutes.isEmpty() ? "" : " ADD #minutes :minutes";
        Clause update = Clause.of("SET #number = if_not_exists(#number, :first) + :one,"
                        + " #mark = if_not_exists(#number, :first) + :one, #tallied = :now, #format = :format"
                        + adding)
                .named("#mark", mark(tally.hour()))
                .with(":first", now)
                .with(":one", 1)
                .with(":now", now)
                .with(":format", Item.WRITTEN_FORMAT);
        return minutes.isEmpty() ? update : update.with(":minutes", numbers(minutes));
    }

    static Clause isOfThisRelease() {
        return Clause.of("attribute_not_exists(#format) OR #format = :format").with(":format", Item.WRITTEN_FORMAT);
    }

    /** Removes the mark of an hour, and the minutes seen of it. */
    static Clause clearing(DistributionState seen, long hour) {
        SortedSet<Long> minutes = seen.minutes().subSet(hour * MINUTES_IN_HOUR, (hour + 1) * MINUTES_IN_HOUR);
        Clause update = Clause.of("REMOVE #mark" + (minutes.isEmpty() ? "" : " DELETE #minutes :minutes"))
                .named("#mark", mark(hour));
        return minutes.isEmpty() ? update : update.with(":minutes", numbers(minutes));
    }

    static Clause isStill(DistributionState seen, long hour) {
        return Clause.of("#mark = :mark")
                .named("#mark", mark(hour))
                .with(":mark", seen.marks().get(hour));
    }

    static Clause newest(long minute) {
        return Clause.of("SET #newest = :newest").with(":newest", minute);
    }

    static Clause isNewerThanKnown(long minute) {
        return Clause.of("attribute_exists(#number) AND (attribute_not_exists(#newest) OR #newest < :newest)")
                .with(":newest", minute);
    }

    static Clause claiming(Instant now) {
        return Clause.of("SET #watched = :now").with(":now", now);
    }

    /** A claim from far ahead is one by a wrong clock. */
    static Clause isUnclaimed(Instant now) {
        return Clause.of("attribute_not_exists(#watched) OR #watched <= :before OR #watched > :ahead")
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
