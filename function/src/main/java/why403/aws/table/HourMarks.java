package why403.aws.table;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import why403.aws.table.StateUpdates.Listing;
import why403.aws.table.StateUpdates.NewTallies;
import why403.history.Marking;
import why403.history.StoreException;
import why403.tally.Tally;

/**
 * Marks the hours of stored tallies. A mark adds the minutes of the tallies to those of the hour, and DynamoDB cannot join
 * bits. So an update requires the minutes that this process knows, and a refused one tells it those that are stored. In a
 * backlog, an hour soon has all its minutes, and then no update is refused. Thread-safe.
 *
 * <p>A mark also lists the keys of its tallies, so that a reader who knows the earlier ones fetches only these. The tallies of
 * a backlog are only counted: with lists for eight days, the item would be too large.
 */
final class HourMarks {

    /** Each refusal means that another process marked the hour with new minutes, or cleared it. */
    private static final int MAX_ATTEMPTS = 100;

    /** An expression has at most 300 operators. */
    private static final int HOURS_IN_UPDATE = 10;

    private static final Duration WATCHED_EVERY = Duration.ofMinutes(1);

    private static final int HOURS_WITH_LIST = 3;
    private static final int NO_LIST = -1;
    private static final long SECONDS_IN_HOUR = 3600;

    /**
     * A marked hour.
     *
     * @param bits its minutes
     * @param newest the second of its newest record, if it is known
     * @param space for so many more keys in its list; less than 0 if it has no list
     * @param at when this was so
     */
    private record Known(long bits, OptionalLong newest, int space, Instant at) {

        boolean fits(int keys) {
            return keys <= space;
        }

        /** A refused update costs as much as another one, and once a minute the marks are cleared. */
        boolean isProbablyCleared(Instant now) {
            return !now.isBefore(at.plus(WATCHED_EVERY));
        }
    }

    private final DynamoTable table;
    private final Map<ItemKey, Map<Long, Known>> known = new ConcurrentHashMap<>();
    private final Map<ItemKey, Instant> withoutRoomForLists = new ConcurrentHashMap<>();

    HourMarks(DynamoTable table) {
        this.table = table;
    }

    /**
     * Marks the hours of these tallies.
     *
     * @param tallies of one distribution
     * @throws StoreException if another release wrote the item, or if other processes write it all the time
     */
    void mark(String distribution, List<Tally> tallies, Marking marking, Instant now) {
        TreeMap<Long, List<Tally>> byHour = new TreeMap<>();
        tallies.forEach(tally ->
                byHour.computeIfAbsent(tally.hour(), any -> new ArrayList<>()).add(tally));
        List<List<Tally>> hours = List.copyOf(byHour.values());
        for (int from = 0; from < hours.size(); from += HOURS_IN_UPDATE) {
            markTogether(
                    ItemKey.state(distribution),
                    hours.subList(from, Math.min(from + HOURS_IN_UPDATE, hours.size())),
                    marking,
                    now);
        }
    }

    private void markTogether(ItemKey state, List<List<Tally>> hours, Marking marking, Instant now) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            if (attempt == 0) {
                known(state).values().removeIf(one -> one.isProbablyCleared(now));
                withoutRoomForLists.values().removeIf(at -> !now.isBefore(at.plus(WATCHED_EVERY)));
            }
            Map<Long, Known> stored = Map.copyOf(known(state));
            boolean mayList = !withoutRoomForLists.containsKey(state) && hours.size() <= StateUpdates.MOST_LISTS;
            List<NewTallies> changes = hours.stream()
                    .map(ofHour ->
                            change(ofHour, Optional.ofNullable(stored.get(hourOf(ofHour))), marking, mayList, now))
                    .toList();
            Optional<Item> refused = table.updateOrGet(state, StateUpdates.marking(changes, marking.isWatched(), now));
            if (refused.isEmpty()) {
                changes.forEach(change ->
                        known(state).put(change.hour(), after(change, stored.get(change.hour()), now)));
                return;
            }
            known.put(state, new ConcurrentHashMap<>(read(state, refused.get(), now)));
            if (StateItem.lists(refused.get()) + hours.size() > StateUpdates.MOST_LISTS) {
                withoutRoomForLists.put(state, now);
            }
        }
        throw new StoreException("why403 could not mark an hour in the item with " + state + " in table " + table.name()
                + ", because other processes kept writing the item. why403 tries again.");
    }

    private static NewTallies change(
            List<Tally> tallies, Optional<Known> before, Marking marking, boolean mayList, Instant now) {
        long hour = hourOf(tallies);
        long bits = marking.isWatched()
                ? tallies.stream().mapToLong(StateItem::bits).reduce(0, (one, two) -> one | two)
                : 0;
        long knownBits = before.map(Known::bits).orElse(0L);
        List<String> keys = tallies.stream()
                .map(tally -> ItemKey.tally(tally.distribution(), hour, tally.object())
                        .sort())
                .toList();
        return new NewTallies(
                hour,
                knownBits,
                knownBits | bits,
                newer(marking.newestIn(tallies.get(0).distribution(), hour), before),
                keys,
                listing(hour, keys.size(), before, mayList, now));
    }

    private static OptionalLong newer(Optional<Instant> record, Optional<Known> before) {
        OptionalLong known = before.map(Known::newest).orElse(OptionalLong.empty());
        return record.filter(time -> known.isEmpty() || time.getEpochSecond() > known.getAsLong())
                .map(time -> OptionalLong.of(time.getEpochSecond()))
                .orElse(OptionalLong.empty());
    }

    private static Listing listing(long hour, int keys, Optional<Known> before, boolean mayList, Instant now) {
        boolean canBegin = mayList
                && keys <= StateUpdates.MOST_KEYS
                && hour > Math.floorDiv(now.getEpochSecond(), SECONDS_IN_HOUR) - HOURS_WITH_LIST;
        return before.map(marked -> marked.fits(keys) ? Listing.GO_ON : Listing.GO_ON_UNLISTED)
                .orElse(canBegin ? Listing.BEGIN : Listing.BEGIN_UNLISTED);
    }

    /** Others can have used more of the space. Then the next update is refused. */
    private static Known after(NewTallies change, Known before, Instant now) {
        int space = switch (change.listing()) {
            case BEGIN -> StateUpdates.MOST_KEYS - change.keys().size();
            case GO_ON -> before.space() - change.keys().size();
            case BEGIN_UNLISTED, GO_ON_UNLISTED -> NO_LIST;
        };
        OptionalLong newest = change.newest().isPresent() || before == null ? change.newest() : before.newest();
        return new Known(change.bits(), newest, space, now);
    }

    private static long hourOf(List<Tally> tallies) {
        return tallies.get(0).hour();
    }

    private Map<Long, Known> known(ItemKey state) {
        return known.computeIfAbsent(state, any -> new ConcurrentHashMap<>());
    }

    private Map<Long, Known> read(ItemKey state, Item item, Instant now) {
        try {
            Map<Long, Known> hours = new TreeMap<>();
            StateItem.bitsByHour(item)
                    .forEach((hour, bits) ->
                            hours.put(hour, new Known(bits, newest(item, hour), space(item, hour), now)));
            return hours;
        } catch (IllegalArgumentException broken) {
            throw new StoreException(
                    "The item with " + state + " in table " + table.name()
                            + " was written by another release. Deploy the release that wrote the item.",
                    broken);
        }
    }

    private static OptionalLong newest(Item item, long hour) {
        return item.has(StateItem.newestRecord(hour))
                ? OptionalLong.of(item.number(StateItem.newestRecord(hour)))
                : OptionalLong.empty();
    }

    private static int space(Item item, long hour) {
        return item.has(StateItem.keys(hour))
                ? StateUpdates.MOST_KEYS - item.byteLists(StateItem.keys(hour)).size()
                : NO_LIST;
    }
}
