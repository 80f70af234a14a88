package why403.aws.table;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import why403.spike.PastProgress;

/**
 * The item with the progress of evaluating the past of a distribution. Times are in milliseconds since the epoch, hours and
 * minutes are numbered from it.
 */
final class PastItem {

    private static final Duration LIFETIME = Duration.ofDays(2);

    private static final String TALLIED = "tallied";
    private static final String NEXT_HOUR = "nextHour";
    private static final String NEWEST = "newest";
    private static final String INCIDENTS = "incidents";

    private PastItem() {}

    /** @param clock the time that decides which items have expired */
    static Item of(PastProgress progress, Instant clock) {
        Item item = Item.at(ItemKey.past(progress.distribution()))
                .with(TALLIED, progress.tallied().toEpochMilli())
                .with(NEXT_HOUR, progress.nextHour())
                .with(INCIDENTS, Compressed.text(IncidentCodec.write(progress.incidents())))
                .expiringAt(clock.plus(LIFETIME));
        return progress.newestMinute().isPresent()
                ? item.with(NEWEST, progress.newestMinute().getAsLong())
                : item;
    }

    /** @throws IllegalArgumentException if this release cannot read the item */
    static PastProgress read(Item item) {
        item.checkFormat();
        return new PastProgress(
                item.key().sort(),
                Instant.ofEpochMilli(item.number(TALLIED)),
                item.number(NEXT_HOUR),
                item.has(NEWEST) ? OptionalLong.of(item.number(NEWEST)) : OptionalLong.empty(),
                IncidentCodec.read(Compressed.readText(item.bytes(INCIDENTS))));
    }
}
