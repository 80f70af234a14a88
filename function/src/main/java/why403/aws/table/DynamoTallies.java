package why403.aws.table;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import why403.history.DistributionState;
import why403.history.HourSum;
import why403.history.StoreException;
import why403.history.Tallies;
import why403.tally.Tally;

/**
 * Stores tallies, hourly sums and states in a DynamoDB table. Any number of processes can use the table at once.
 *
 * <p>The table has the string keys {@code pk} (partition) and {@code sk} (sort). Its time-to-live attribute is
 * {@code expires}. It holds these items:
 *
 * <ul>
 *   <li>a tally: {@code T#<distribution>#<hour>} and the SHA-256 of the log object's identity. It expires nine days
 *       after the hour. Hours are written as {@code 2026-11-24T10};
 *   <li>the sum of an hour: {@code H#<distribution>} and the hour, with the mark under which it was computed. It expires
 *       ten days after the hour;
 *   <li>the state of a distribution: {@code S} and the distribution. It never expires. Attributes: {@code number},
 *       {@code newest} (minute), {@code tallied} and {@code watched} (milliseconds), and for each changed hour, numbered
 *       from the epoch, {@code m<hour>} (its mark) and {@code b<hour>} (its minutes as bits);
 *   <li>the incidents of a scope, see {@link DynamoIncidents};
 *   <li>the error mapping of a distribution that was known last, see {@link DynamoMappings};
 *   <li>the secret under which viewers' addresses are hashed: {@code C} and {@code secret}, see {@link
 *       DynamoClientSecret}. It never expires.
 * </ul>
 */
public final class DynamoTallies implements Tallies {

    private final DynamoTable table;
    private final HourMarks marks;
    private final Consumer<String> problems;

    /**
     * The table must exist when the first method is called.
     *
     * @param clock decides which items have expired
     * @param problems receives one message for each item that cannot be read and is left out
     */
    public DynamoTallies(DynamoDbClient client, String table, InstantSource clock, Consumer<String> problems) {
        this.table = new DynamoTable(client, table, clock);
        this.marks = new HourMarks(this.table);
        this.problems = problems;
    }

    @Override
    public void put(Tally tally, Instant now) {
        table.put(TallyItem.of(tally));
        marks.mark(tally, now);
    }

    @Override
    public void putAll(List<Tally> tallies, Instant now) {
        ParallelCalls.forEach(tallies, tally -> put(tally, now));
    }

    @Override
    public void visit(String distribution, long hour, Consumer<Tally> visitor) {
        table.visit(
                ItemKey.tallies(distribution, hour),
                item -> readable(item, one -> TallyItem.read(distribution, hour, one))
                        .forEach(visitor));
    }

    @Override
    public void putSum(HourSum sum, long mark) {
        table.put(
                TallyItem.of(sum, mark),
                Expression.of("attribute_not_exists(#pk) OR #mark < :mark").with(":mark", mark));
    }

    /** Reads are strongly consistent: a pass reads the sums that it has just stored. */
    @Override
    public List<HourSum> sums(String distribution, long from, long to) {
        return table.query(ItemKey.sums(distribution), ItemKey.hour(from), ItemKey.hour(to)).stream()
                .flatMap(item -> readable(item, one -> TallyItem.readSum(distribution, one)))
                .toList();
    }

    @Override
    public Optional<DistributionState> state(String distribution) {
        return table.get(ItemKey.state(distribution)).flatMap(item -> {
            try {
                return StateItem.read(item);
            } catch (IllegalArgumentException broken) {
                throw new StoreException(unreadable(item, broken) + "." + howToFixState(), broken);
            }
        });
    }

    @Override
    public List<DistributionState> states() {
        return table.query(ItemKey.STATES).stream()
                .flatMap(item -> {
                    try {
                        return StateItem.read(item).stream();
                    } catch (IllegalArgumentException broken) {
                        problems.accept(
                                unreadable(item, broken) + ", and its distribution is not watched." + howToFixState());
                        return Stream.empty();
                    }
                })
                .toList();
    }

    @Override
    public boolean claim(String distribution, Instant now) {
        return table.update(ItemKey.state(distribution), StateItem.claiming(now), StateItem.isUnclaimed(now));
    }

    @Override
    public void release(String distribution) {
        table.update(ItemKey.state(distribution), StateItem.releasing(), StateItem.isClaimed());
    }

    /** Writes the newest minute first. If the process dies in between, some hours stay marked and are watched again. */
    @Override
    public void watched(DistributionState seen) {
        ItemKey state = ItemKey.state(seen.distribution());
        if (!seen.minutes().isEmpty()) {
            long newest = seen.minutes().last();
            table.update(state, StateItem.newest(newest), StateItem.isNewerThanKnown(newest));
        }
        SortedMap<Long, Long> inOrder = new TreeMap<>(seen.marks());
        inOrder.keySet().forEach(hour -> table.update(state, StateItem.clearing(hour), StateItem.isStill(seen, hour)));
    }

    private <T> Stream<T> readable(Item item, Function<Item, T> reader) {
        try {
            return Stream.of(reader.apply(item));
        } catch (IllegalArgumentException broken) {
            problems.accept(unreadable(item, broken)
                    + " and is left out. Deploy the release that wrote the item, or delete the item.");
            return Stream.empty();
        }
    }

    private String unreadable(Item item, IllegalArgumentException broken) {
        return "The item with " + item.key() + " in table " + table.name() + " cannot be read (" + broken.getMessage()
                + ")";
    }

    private static String howToFixState() {
        return " Deploy the release that wrote the item, or delete the item. If you delete it, why403 judges logs that it"
                + " has not watched yet only when more logs of the distribution arrive.";
    }
}
