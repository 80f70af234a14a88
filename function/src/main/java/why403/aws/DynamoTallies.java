package why403.aws;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
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
 * Tallies, sums and states in a DynamoDB table, which any number of processes may use at once.
 *
 * <p>The table has the partition key {@code pk} and the sort key {@code sk}, both strings, and {@code expires} as the
 * attribute of its time to live. Items:
 *
 * <ul>
 *   <li>a tally at {@code T#<distribution>#<hour>} and the SHA-256 of its object's identity, until nine days after the
 *       end of the hour (hours are written {@code 2026-11-24T10});
 *   <li>an hour's sum at {@code H#<distribution>} and the hour, with the mark that it was made under, until ten days
 *       after the end of the hour;
 *   <li>a distribution's state at {@code S} and the distribution, for ever: {@code number}, {@code newest} minute,
 *       {@code tallied} and {@code watched} in milliseconds, {@code m<hour>} with the mark of each hour that changed,
 *       and the set {@code minutes}.
 * </ul>
 */
public final class DynamoTallies implements Tallies {

    private final DynamoTable table;
    private final Consumer<String> problems;

    /**
     * Over a table that is there, or will be before it is used.
     *
     * @param clock tells which items have expired
     * @param problems is told in one sentence of each stored thing that cannot be read and is left out
     */
    public DynamoTallies(DynamoDbClient client, String table, InstantSource clock, Consumer<String> problems) {
        this.table = new DynamoTable(client, table, clock);
        this.problems = problems;
    }

    @Override
    public void put(Tally tally, Instant now) {
        table.put(TallyItem.of(tally));
        ItemKey state = ItemKey.state(tally.distribution());
        if (!table.update(state, StateItem.marking(tally, now), StateItem.isOfThisRelease())) {
            throw new StoreException("The item with " + state + " in table " + table.name()
                    + " was written by another release: deploy the release that wrote it.");
        }
    }

    @Override
    public List<Tally> of(String distribution, long hour) {
        return table.query(ItemKey.tallies(distribution, hour)).stream()
                .flatMap(item -> readable(item, one -> TallyItem.read(distribution, hour, one)))
                .sorted(Comparator.comparing(tally -> tally.object().identity()))
                .toList();
    }

    @Override
    public void putSum(HourSum sum, long mark) {
        table.put(
                TallyItem.of(sum, mark),
                Clause.of("attribute_not_exists(#pk) OR #mark < :mark").with(":mark", mark));
    }

    /** Reads what was written last: a pass reads the sums that it has just stored. */
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
                throw new StoreException(unreadable(item, broken) + toMendAState(), broken);
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
                                unreadable(item, broken) + " and its distribution is not watched" + toMendAState());
                        return Stream.empty();
                    }
                })
                .toList();
    }

    @Override
    public boolean claim(String distribution, Instant now) {
        return table.update(ItemKey.state(distribution), StateItem.claiming(now), StateItem.isUnclaimed(now));
    }

    /** Notes the newest minute first: who dies in between has at worst marked hours that are watched again. */
    @Override
    public void watched(DistributionState seen) {
        ItemKey state = ItemKey.state(seen.distribution());
        if (!seen.minutes().isEmpty()) {
            long newest = seen.minutes().last();
            table.update(state, StateItem.newest(newest), StateItem.isNewerThanKnown(newest));
        }
        SortedMap<Long, Long> inOrder = new TreeMap<>(seen.marks());
        inOrder.keySet()
                .forEach(hour -> table.update(state, StateItem.clearing(seen, hour), StateItem.isStill(seen, hour)));
    }

    private <T> Stream<T> readable(Item item, Function<Item, T> reader) {
        try {
            return Stream.of(reader.apply(item));
        } catch (IllegalArgumentException broken) {
            problems.accept(unreadable(item, broken)
                    + " and is left out: deploy the release that wrote it, or delete the item.");
            return Stream.empty();
        }
    }

    private String unreadable(Item item, IllegalArgumentException broken) {
        return "The item with " + item.key() + " in table " + table.name() + " cannot be read (" + broken.getMessage()
                + ")";
    }

    private static String toMendAState() {
        return ": deploy the release that wrote it, or delete the item, and what was not watched yet is not judged"
                + " before more of it comes.";
    }
}
