package why403.lambda;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.aws.table.LocalTable;

/**
 * All stored items by key except the secret and the progress of evaluating the past, without the attributes that depend on the order of events: growing numbers and times of
 * processing.
 *
 * @param counts tallies and sums
 * @param others states and incidents
 */
record StoredItems(Map<String, Map<String, AttributeValue>> counts, Map<String, Map<String, AttributeValue>> others) {

    static final StoredItems NOTHING = new StoredItems(Map.of(), Map.of());

    /** A process that knows the secret does not store it again in a table that a test has emptied. */
    private static final String SECRET = "C";

    private static final String PROGRESS = "P";

    private static final List<String> ORDER_DEPENDENT =
            List.of("number", "tallied", "watched", "claim", "lists", "mark", "version");

    /** Reads the items again at each call. */
    interface Reader {
        StoredItems read();
    }

    static StoredItems in(LocalTable table) {
        Map<Boolean, Map<String, Map<String, AttributeValue>>> kinds =
                table
                        .client()
                        .scanPaginator(scan -> scan.tableName(table.name()).consistentRead(true))
                        .items()
                        .stream()
                        .filter(item -> !Set.of(SECRET, PROGRESS)
                                .contains(item.get("pk").s()))
                        .collect(Collectors.partitioningBy(
                                item -> item.get("pk").s().matches("[TH]#.*"),
                                Collectors.toMap(
                                        item -> item.get("pk").s() + " "
                                                + item.get("sk").s(),
                                        StoredItems::essence,
                                        (one, two) -> one,
                                        TreeMap::new)));
        return new StoredItems(kinds.get(true), kinds.get(false));
    }

    private static Map<String, AttributeValue> essence(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> essence = new TreeMap<>(item);
        ORDER_DEPENDENT.forEach(essence::remove);
        if (item.get("pk").s().startsWith("I#")) {
            essence.remove("expires");
        }
        return essence;
    }

    boolean hasPendingWork() {
        return others.values().stream()
                .flatMap(item -> item.keySet().stream())
                .anyMatch(name -> name.matches("[mb]\\d+|pending|past"));
    }
}
