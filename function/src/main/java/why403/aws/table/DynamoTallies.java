package why403.aws.table;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import why403.history.DistributionState;
import why403.history.HourSum;
import why403.history.Marking;
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
 *       {@code newest} (minute), {@code tallied}, {@code past} (the last tally of the past that was not evaluated) and
 *       {@code watched} (milliseconds), {@code claim} (the id of who watches),
 *       {@code lists} (how many hours have a list), and for each changed hour, numbered from the epoch, {@code m<hour>} (its
 *       mark), {@code b<hour>} (its minutes as bits), {@code n<hour>} (the second of its newest record), {@code k<hour>} (the
 *       list of the sort keys of its new tallies) and {@code u<hour>} (how many new tallies are not in that list);
 *   <li>the incidents of a scope, and the progress of evaluating the past, see {@link DynamoIncidents};
 *   <li>the error mapping of a distribution that was known last, see {@link DynamoMappings};
 *   <li>the secret under which viewers' addresses are hashed: {@code C} and {@code secret}, see {@link
 *       DynamoClientSecret}. It never expires.
 * </ul>
 */
public final class DynamoTallies implements Tallies {

    /** Each refused attempt means that another process has changed an hour. */
    private static final int MAX_ATTEMPTS = 100;

    private static final int HOURS_IN_UPDATE = 25;

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

    private DynamoTallies(DynamoTable table, HourMarks marks, Consumer<String> problems) {
        this.table = table;
        this.marks = marks;
        this.problems = problems;
    }

    /** The same store, which remembers what it knows of the marks, with another receiver of problems. */
    public DynamoTallies reportingTo(Consumer<String> receiver) {
        return new DynamoTallies(table, marks, receiver);
    }

    @Override
    public void putAll(List<Tally> tallies, Marking marking, Instant now) {
        ParallelCalls.forEach(tallies, tally -> table.put(TallyItem.of(tally)));
        Map<String, List<Tally>> byDistribution =
                tallies.stream().collect(Collectors.groupingBy(Tally::distribution, TreeMap::new, Collectors.toList()));
        ParallelCalls.forEach(
                List.copyOf(byDistribution.entrySet()), one -> marks.mark(one.getKey(), one.getValue(), marking, now));
    }

    @Override
    public void visit(String distribution, long hour, Consumer<Tally> visitor) {
        table.visit(
                ItemKey.tallies(distribution, hour),
                item -> readable(item, one -> TallyItem.read(distribution, hour, one))
                        .forEach(visitor));
    }

    @Override
    public List<Tally> fetch(String distribution, long hour, Set<String> keys) {
        return table.get(ItemKey.tallies(distribution, hour), keys).stream()
                .flatMap(item -> readable(item, one -> TallyItem.read(distribution, hour, one)))
                .toList();
    }

    @Override
    public void putSum(HourSum sum, long mark) {
        table.put(
                TallyItem.of(sum, mark),
                Expression.of("attribute_not_exists(#pk) OR #mark < :mark").with(":mark", mark));
    }

    /**
     * Reads are eventually consistent. A pass takes the sums of the hours that it has just summed from memory. Of any other hour
     * it may see the sum of some seconds ago, as if it had run then.
     */
    @Override
    public List<HourSum> sums(String distribution, long from, long to) {
        return table.queryEventually(ItemKey.sums(distribution), ItemKey.hour(from), ItemKey.hour(to)).stream()
                .flatMap(item -> readable(item, one -> TallyItem.readSum(distribution, one)))
                .toList();
    }

    @Override
    public Optional<DistributionState> state(String distribution) {
        return table.get(ItemKey.state(distribution)).flatMap(this::state);
    }

    private Optional<DistributionState> state(Item item) {
        try {
            return StateItem.read(item);
        } catch (IllegalArgumentException broken) {
            throw new StoreException(unreadable(item, broken) + "." + howToFixState(), broken);
        }
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
        return claimed(distribution, now).isPresent();
    }

    private Optional<Item> claimed(String distribution, Instant now) {
        String id = UUID.randomUUID().toString();
        return table.updateAndGet(
                ItemKey.state(distribution), StateUpdates.claiming(now, id), item -> StateItem.isClaimedBy(item, id));
    }

    @Override
    public void release(String distribution) {
        table.updateOrGet(ItemKey.state(distribution), StateUpdates.releasing());
    }

    @Override
    public void pastWatched(String distribution, Instant tallied) {
        table.updateOrGet(ItemKey.state(distribution), StateUpdates.endingPast(tallied));
    }

    /** One update: DynamoDB returns the item. */
    @Override
    public Optional<DistributionState> claimAndRead(String distribution, Instant now) {
        return claimed(distribution, now).flatMap(this::state);
    }

    /** One update, and one more if an hour has changed since. */
    @Override
    public Set<Long> watched(DistributionState seen) {
        Set<Long> cleared = new TreeSet<>();
        OptionalLong newest = seen.minutes().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(seen.minutes().last());
        List<Long> hours = List.copyOf(seen.marks().keySet());
        for (int from = 0; from < Math.max(1, hours.size()); from += HOURS_IN_UPDATE) {
            TreeMap<Long, Long> part = new TreeMap<>(seen.marks());
            part.keySet().retainAll(hours.subList(from, Math.min(from + HOURS_IN_UPDATE, hours.size())));
            clear(seen, part, from == 0 ? newest : OptionalLong.empty());
            cleared.addAll(part.keySet());
        }
        if (cleared.isEmpty()) {
            release(seen.distribution());
        }
        return cleared;
    }

    /** Removes from the marks those that were not cleared, because they have changed. */
    private void clear(DistributionState seen, SortedMap<Long, Long> marks, OptionalLong newestOfSeen) {
        ItemKey key = ItemKey.state(seen.distribution());
        OptionalLong newest = newer(newestOfSeen, seen.newestMinute());
        Set<Long> listed = seen.arrivals().hours().entrySet().stream()
                .filter(hour -> !hour.getValue().keys().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        for (int attempt = 0; attempt < MAX_ATTEMPTS && (!marks.isEmpty() || newest.isPresent()); attempt++) {
            Optional<Item> refused = table.updateOrGet(key, StateUpdates.clearing(marks, listed, newest));
            if (refused.isEmpty()) {
                return;
            }
            Item now = refused.get();
            marks.entrySet()
                    .removeIf(mark -> !StateItem.mark(now, mark.getKey()).equals(OptionalLong.of(mark.getValue())));
            newest = StateItem.hasTally(now) ? newer(newest, StateItem.newest(now)) : OptionalLong.empty();
        }
        marks.clear();
    }

    private static OptionalLong newer(OptionalLong minute, OptionalLong known) {
        return minute.isPresent() && known.isPresent() && minute.getAsLong() <= known.getAsLong()
                ? OptionalLong.empty()
                : minute;
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
