package why403.aws.table;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import why403.history.StoreException;
import why403.tally.Tally;

/**
 * Marks the hours of stored tallies. A mark adds the minutes of the tally to those of the hour, and DynamoDB cannot join
 * bits. So an update requires the minutes that this process knows, and a refused one tells it those that are stored. In a
 * backlog, an hour soon has all its minutes, and then no update is refused. Thread-safe.
 */
final class HourMarks {

    /** Each refusal means that another process marked the hour with new minutes, or cleared it. */
    private static final int MAX_ATTEMPTS = 100;

    private final DynamoTable table;
    private final Map<ItemKey, Map<Long, Long>> known = new ConcurrentHashMap<>();

    HourMarks(DynamoTable table) {
        this.table = table;
    }

    /** @throws StoreException if another release wrote the item, or if other processes write it all the time */
    void mark(Tally tally, Instant now) {
        ItemKey state = ItemKey.state(tally.distribution());
        long hour = tally.hour();
        long mine = StateItem.bits(tally);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            long stored = known(state).getOrDefault(hour, 0L);
            Optional<Item> refused = table.updateOrGet(
                    state, StateItem.marking(hour, stored | mine, now), StateItem.hasBits(hour, stored));
            if (refused.isEmpty()) {
                known(state).put(hour, stored | mine);
                return;
            }
            known.put(state, new ConcurrentHashMap<>(read(state, refused.get())));
        }
        throw new StoreException("why403 could not mark an hour in the item with " + state + " in table " + table.name()
                + ", because other processes kept writing the item. why403 tries again.");
    }

    private Map<Long, Long> known(ItemKey state) {
        return known.computeIfAbsent(state, any -> new ConcurrentHashMap<>());
    }

    private Map<Long, Long> read(ItemKey state, Item item) {
        try {
            return StateItem.bitsByHour(item);
        } catch (IllegalArgumentException broken) {
            throw new StoreException(
                    "The item with " + state + " in table " + table.name()
                            + " was written by another release. Deploy the release that wrote the item.",
                    broken);
        }
    }
}
