package why403.aws.table;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import why403.history.HourSum;
import why403.history.PackedBins;
import why403.tally.Counts;
import why403.tally.PackedScopes;
import why403.tally.PackedTotals;
import why403.tally.Scope;
import why403.tally.Tally;
import why403.trigger.LogObject;

/** Items of tallies and hourly sums. Readers throw an IllegalArgumentException if an item is invalid. */
final class TallyItem {

    static final String MARK = "mark";

    private static final String BUCKET = "bucket";
    private static final String KEY = "key";
    private static final String FORBIDDEN = "forbidden";
    private static final String COUNTS = "counts";
    private static final String BINS = "bins";
    private static final String TOTALS = "totals";

    /** Records older than eight days are not counted, so a tally outlives every message that could repeat it. */
    private static final Duration TALLY_LIFETIME = Duration.ofDays(9);

    /** The baseline of an hour needs sums of the eight days before it. */
    private static final Duration SUM_LIFETIME = Duration.ofDays(10);

    private static final long SECONDS_IN_HOUR = 3600;

    private TallyItem() {}

    static Item of(Tally tally) {
        Item item = Item.at(ItemKey.tally(tally.distribution(), tally.hour(), tally.object()))
                .with(BUCKET, tally.object().bucket())
                .with(KEY, tally.object().key())
                .with(FORBIDDEN, tally.forbidden())
                .with(COUNTS, Compressed.bytes(PackedScopes.pack(tally.scopes())))
                .expiringAt(end(tally.hour()).plus(TALLY_LIFETIME));
        return MappingItem.with(tally.mapping(), withTotals(item, tally.totals()));
    }

    static Tally read(String distribution, long hour, Item item) {
        item.checkFormat();
        return new Tally(
                distribution,
                hour,
                new LogObject(item.text(BUCKET), item.text(KEY)),
                MappingItem.in(item),
                PackedScopes.unpack(Compressed.readVersioned(item.bytes(COUNTS))),
                totals(item));
    }

    static Item of(HourSum sum, long mark) {
        Item item = Item.at(ItemKey.sum(sum.distribution(), sum.hour()))
                .with(BINS, Compressed.bytes(PackedBins.pack(sum.bins())))
                .with(MARK, mark)
                .expiringAt(end(sum.hour()).plus(SUM_LIFETIME));
        return withTotals(item, sum.totals());
    }

    static HourSum readSum(String distribution, Item item) {
        item.checkFormat();
        return new HourSum(
                distribution,
                ItemKey.hour(item.key().sort()),
                PackedBins.unpack(Compressed.readVersioned(item.bytes(BINS))),
                totals(item));
    }

    private static Item withTotals(Item item, Map<Scope, Counts> totals) {
        return totals.isEmpty() ? item : item.with(TOTALS, Compressed.bytes(PackedTotals.pack(totals)));
    }

    /** Earlier releases stored no totals. */
    private static Map<Scope, Counts> totals(Item item) {
        return item.has(TOTALS) ? PackedTotals.unpack(Compressed.readVersioned(item.bytes(TOTALS))) : Map.of();
    }

    private static Instant end(long hour) {
        return Instant.ofEpochSecond((hour + 1) * SECONDS_IN_HOUR);
    }
}
