package why403.aws.table;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import why403.history.Arrivals;
import why403.history.DistributionState;
import why403.tally.Tally;

/**
 * The item with the state of a distribution, and what is read from it. Times are in milliseconds since the epoch. A marked
 * hour has its mark, its minutes as bits, and either the keys of the new tallies or only their number. The item must stay
 * small even if every hour of eight days is marked: each update of an item uses write capacity for the whole item. {@link
 * StateUpdates} has the updates.
 */
final class StateItem {

    private static final String NEWEST = "newest";
    private static final String TALLIED = "tallied";
    private static final String NUMBER = "number";
    private static final String MARK = "m";
    private static final String MINUTES = "b";
    private static final String KEYS = "k";
    private static final String UNLISTED = "u";
    private static final String NEWEST_RECORD = "n";
    private static final String PAST = "past";
    private static final String CLAIM = "claim";
    private static final String LISTS = "lists";
    private static final Pattern IS_MARK = Pattern.compile(MARK + "\\d+");

    private static final long MINUTES_IN_HOUR = 60;

    /** The format version of this kind of item. In version 1, the minutes of all hours were one set. */
    static final long WRITTEN_FORMAT = 2;

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
        Map<Long, Long> marks = new TreeMap<>();
        TreeSet<Long> minutes = new TreeSet<>();
        bitsByHour(item).forEach((hour, bits) -> {
            marks.put(hour, item.number(mark(hour)));
            addMinutes(minutes, hour, bits);
        });
        return Optional.of(new DistributionState(
                item.key().sort(),
                newest(item),
                time(item, TALLIED),
                marks,
                minutes,
                newestRecords(item, marks.keySet()),
                arrivals(item, marks.keySet()),
                time(item, PAST)));
    }

    private static Optional<Instant> time(Item item, String name) {
        return item.has(name) ? Optional.of(Instant.ofEpochMilli(item.number(name))) : Optional.empty();
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

    /** Whether the distribution has a tally. */
    static boolean hasTally(Item item) {
        return item.has(NUMBER);
    }

    /** The newest watched minute; empty if none is known. */
    static OptionalLong newest(Item item) {
        return item.has(NEWEST) ? OptionalLong.of(item.number(NEWEST)) : OptionalLong.empty();
    }

    /** The mark of an hour; empty if it is not marked. */
    static OptionalLong mark(Item item, long hour) {
        return item.has(mark(hour)) ? OptionalLong.of(item.number(mark(hour))) : OptionalLong.empty();
    }

    /** Where other releases marked the hour, its newest record is not known. */
    private static Map<Long, Instant> newestRecords(Item item, Set<Long> hours) {
        Map<Long, Instant> newest = new TreeMap<>();
        hours.stream()
                .filter(hour -> item.has(newestRecord(hour)))
                .forEach(hour -> newest.put(hour, Instant.ofEpochSecond(item.number(newestRecord(hour)))));
        return newest;
    }

    /** Whether the distribution is claimed by the claim with this id. */
    static boolean isClaimedBy(Item item, String claim) {
        return item.has(CLAIM) && item.text(CLAIM).equals(claim);
    }

    /** How many of the item's hours have a list. */
    static long lists(Item item) {
        return item.has(LISTS) ? item.number(LISTS) : 0;
    }

    static String newestRecord(long hour) {
        return NEWEST_RECORD + hour;
    }

    static String mark(long hour) {
        return MARK + hour;
    }

    static String minutes(long hour) {
        return MINUTES + hour;
    }

    /** The attribute with the list of the new tallies of an hour: their sort keys, as bytes. */
    static String keys(long hour) {
        return KEYS + hour;
    }

    /** The attribute with the number of new tallies of an hour that are not listed. */
    static String unlisted(long hour) {
        return UNLISTED + hour;
    }

    /** Earlier releases listed nothing, and do not remove a list when they clear a mark. */
    private static Arrivals arrivals(Item item, Set<Long> marked) {
        Map<Long, Arrivals.OfHour> hours = new TreeMap<>();
        marked.forEach(hour -> hours.put(
                hour,
                new Arrivals.OfHour(
                        item.byteLists(keys(hour)).stream()
                                .map(HexFormat.of()::formatHex)
                                .toList(),
                        item.has(unlisted(hour)) ? item.number(unlisted(hour)) : 0)));
        return new Arrivals(item.number(NUMBER), hours);
    }
}
