package why403.lambda;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.aws.LocalTable;

/**
 * All that is stored, by key, without what depends on the way by which it came there: numbers that only grow, and what
 * the clock showed.
 *
 * @param counts tallies and sums
 * @param others states and incidents
 */
record Kept(Map<String, Map<String, AttributeValue>> counts, Map<String, Map<String, AttributeValue>> others) {

    static final Kept NOTHING = new Kept(Map.of(), Map.of());

    private static final List<String> OF_THE_WAY = List.of("number", "tallied", "watched", "mark", "version");

    /** Reads it, as often as it is asked. */
    interface Reader {
        Kept read();
    }

    static Kept in(LocalTable table) {
        Map<Boolean, Map<String, Map<String, AttributeValue>>> kinds =
                table
                        .client()
                        .scanPaginator(scan -> scan.tableName(table.name()).consistentRead(true))
                        .items()
                        .stream()
                        .collect(Collectors.partitioningBy(
                                item -> item.get("pk").s().matches("[TH]#.*"),
                                Collectors.toMap(
                                        item -> item.get("pk").s() + " "
                                                + item.get("sk").s(),
                                        Kept::essence,
                                        (one, two) -> one,
                                        TreeMap::new)));
        return new Kept(kinds.get(true), kinds.get(false));
    }

    private static Map<String, AttributeValue> essence(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> essence = new TreeMap<>(item);
        OF_THE_WAY.forEach(essence::remove);
        if (item.get("pk").s().startsWith("I#")) {
            essence.remove("expires");
        }
        return essence;
    }

    boolean somethingIsLeft() {
        return others.values().stream()
                .flatMap(item -> item.keySet().stream())
                .anyMatch(name -> name.matches("m\\d.*|minutes|pending"));
    }
}
