package why403.aws.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.history.Tallies;

/** The updates of the item with the state of a distribution, each with the condition under which it holds. */
final class StateUpdates {

    /** With more keys, each update of the item costs too much: they take 10 kB. */
    static final int MOST_KEYS = 300;

    /** So many hours of an item have a list at once, so that it stays small while nobody watches. */
    static final int MOST_LISTS = 3;

    /** An update with its condition. */
    record Update(Expression change, Expression condition) {}

    /** What happens to the list of an hour's new tallies. */
    enum Listing {
        /** The hour is not marked: a list begins. */
        BEGIN,
        /** The list goes on, if it has space. */
        GO_ON,
        /** The hour is not marked, and its tallies are only counted. */
        BEGIN_UNLISTED,
        /** The same, of an hour that is marked. */
        GO_ON_UNLISTED;

        boolean isMarked() {
            return this == GO_ON || this == GO_ON_UNLISTED;
        }
    }

    /**
     * The new tallies of an hour.
     *
     * @param known the minutes that the item has, as bits
     * @param bits the same with the new ones
     * @param newest the second of the newest record, since the epoch, if it is newer than the one that the item has
     * @param keys the sort keys of the tallies
     */
    record NewTallies(long hour, long known, long bits, OptionalLong newest, List<String> keys, Listing listing) {}

    private StateUpdates() {}

    /**
     * Marks hours. DynamoDB evaluates all uses of {@code #number} against the old item, so each mark equals the new number. A
     * new item starts at the current time in milliseconds, which is higher than all marks of an earlier item that somebody
     * deleted.
     *
     * <p>Tallies of the past do not say that logs still come. Their time is kept until the past has been evaluated.
     *
     * <p>It holds if this release can write the item, and each hour has the known bits: DynamoDB itself cannot join bits.
     */
    static Update marking(List<NewTallies> hours, boolean isWatched, Instant now) {
        List<String> sets = new ArrayList<>(List.of(
                "#number = if_not_exists(#number, :first) + :all",
                isWatched ? "#tallied = :now" : "#past = :now",
                "#format = :format"));
        List<String> removed = new ArrayList<>();
        List<String> conditions = new ArrayList<>(List.of("(attribute_not_exists(#format) OR #format = :format)"));
        if (begun(hours) > 0) {
            sets.add("#lists = if_not_exists(#lists, :zero) + :begun");
            conditions.add("(attribute_not_exists(#lists) OR #lists <= :room)");
        }
        for (int i = 0; i < hours.size(); i++) {
            Listing listing = hours.get(i).listing();
            sets.add("#m" + i + " = if_not_exists(#number, :first) + :all");
            sets.add("#b" + i + " = :b" + i);
            if (hours.get(i).newest().isPresent()) {
                sets.add("#n" + i + " = :n" + i);
            }
            conditions.add(listing.isMarked() ? "#b" + i + " = :known" + i : "attribute_not_exists(#m" + i + ")");
            switch (listing) {
                case BEGIN -> {
                    sets.add("#k" + i + " = :k" + i);
                    removed.add("#u" + i);
                }
                case GO_ON -> {
                    sets.add("#k" + i + " = list_append(#k" + i + ", :k" + i + ")");
                    conditions.add("size(#k" + i + ") <= :space" + i);
                }
                case BEGIN_UNLISTED -> {
                    sets.add("#u" + i + " = :more" + i);
                    removed.add("#k" + i);
                }
                case GO_ON_UNLISTED -> sets.add("#u" + i + " = if_not_exists(#u" + i + ", :zero) + :more" + i);
            }
        }
        String change =
                "SET " + String.join(", ", sets) + (removed.isEmpty() ? "" : " REMOVE " + String.join(", ", removed));
        return new Update(
                filled(Expression.of(change), hours, now),
                filled(Expression.of(String.join(" AND ", conditions)), hours, now));
    }

    /** DynamoDB refuses a name or a value that an expression does not use. */
    private static Expression filled(Expression empty, List<NewTallies> hours, Instant now) {
        Expression filled = empty.withUsed(":first", Item.number(now.toEpochMilli()))
                .withUsed(
                        ":all",
                        Item.number(hours.stream()
                                .mapToLong(hour -> hour.keys().size())
                                .sum()))
                .withUsed(":now", Item.number(now.toEpochMilli()))
                .withUsed(":zero", Item.number(0))
                .withUsed(":begun", Item.number(begun(hours)))
                .withUsed(":room", Item.number(MOST_LISTS - begun(hours)))
                .withUsed(":format", Item.number(StateItem.WRITTEN_FORMAT));
        for (int i = 0; i < hours.size(); i++) {
            NewTallies one = hours.get(i);
            filled = filled.named("#m" + i, StateItem.mark(one.hour()))
                    .named("#b" + i, StateItem.minutes(one.hour()))
                    .named("#k" + i, StateItem.keys(one.hour()))
                    .named("#u" + i, StateItem.unlisted(one.hour()))
                    .named("#n" + i, StateItem.newestRecord(one.hour()))
                    .withUsed(":n" + i, Item.number(one.newest().orElse(0)))
                    .withUsed(":b" + i, Item.number(one.bits()))
                    .withUsed(":known" + i, Item.number(one.known()))
                    .withUsed(":k" + i, bytes(one.keys()))
                    .withUsed(":more" + i, Item.number(one.keys().size()))
                    .withUsed(":space" + i, Item.number(MOST_KEYS - one.keys().size()));
        }
        return filled;
    }

    private static long begun(List<NewTallies> hours) {
        return hours.stream().filter(hour -> hour.listing() == Listing.BEGIN).count();
    }

    private static AttributeValue bytes(List<String> keys) {
        return AttributeValue.fromL(
                keys.stream().map(HexFormat.of()::parseHex).map(Item::bytes).toList());
    }

    /**
     * Removes marks, with what belongs to them, stores the newest minute, and ends the claim. It holds while all marks are the same, and no
     * newer minute is stored. While a mark is the same, the minutes and the list are the same too.
     *
     * @param marks by hour
     * @param listed the hours that have a list; if another one got its list since, the next clearing corrects their number
     */
    static Update clearing(SortedMap<Long, Long> marks, Set<Long> listed, OptionalLong newest) {
        List<String> removed = new ArrayList<>(List.of("#watched", "#claim"));
        List<String> conditions = new ArrayList<>(List.of("attribute_exists(#number)"));
        int i = 0;
        Expression values = Expression.of("");
        for (Map.Entry<Long, Long> mark : marks.entrySet()) {
            removed.addAll(List.of("#m" + i, "#b" + i, "#n" + i, "#k" + i, "#u" + i));
            conditions.add("#m" + i + " = :m" + i);
            values = values.named("#m" + i, StateItem.mark(mark.getKey()))
                    .named("#b" + i, StateItem.minutes(mark.getKey()))
                    .named("#k" + i, StateItem.keys(mark.getKey()))
                    .named("#u" + i, StateItem.unlisted(mark.getKey()))
                    .named("#n" + i, StateItem.newestRecord(mark.getKey()))
                    .with(":m" + i, mark.getValue());
            i++;
        }
        List<String> sets = new ArrayList<>(List.of("#lists = :lists"));
        long lists = listed.stream().filter(hour -> !marks.containsKey(hour)).count();
        if (newest.isPresent()) {
            sets.add("#newest = :newest");
            conditions.add("(attribute_not_exists(#newest) OR #newest < :newest)");
            values = values.with(":newest", newest.getAsLong());
        }
        return new Update(
                new Expression(
                        "SET " + String.join(", ", sets) + " REMOVE " + String.join(", ", removed),
                        values.names(),
                        Map.of(":lists", Item.number(lists))),
                new Expression(String.join(" AND ", conditions), values.names(), values.values()));
    }

    /** Ends the evaluation of the past. It holds if no tally of the past has been stored since that time. */
    static Update endingPast(Instant tallied) {
        return new Update(
                Expression.of("REMOVE #past"), Expression.of("#past = :tallied").with(":tallied", tallied));
    }

    /**
     * Claims a distribution if it is not claimed. A claim in the future comes from a wrong clock.
     *
     * @param claim no other claim has this id
     */
    static Update claiming(Instant now, String claim) {
        return new Update(
                Expression.of("SET #watched = :now, #claim = :claim")
                        .with(":now", now)
                        .with(":claim", AttributeValue.fromS(claim)),
                Expression.of("attribute_not_exists(#watched) OR #watched <= :before OR #watched > :ahead")
                        .with(":before", now.minus(Tallies.CLAIM))
                        .with(":ahead", now.plus(Tallies.CLAIM)));
    }

    /** Ends the claim of a distribution that has one. */
    static Update releasing() {
        return new Update(Expression.of("REMOVE #watched, #claim"), Expression.of("attribute_exists(#watched)"));
    }
}
