package why403.aws.table;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import why403.history.KnownMappings;
import why403.tally.ErrorMapping;

/** Stores the last known error mappings in the table: one item for each distribution, which never expires. */
public final class DynamoMappings implements KnownMappings {

    private final DynamoTable table;
    private final Consumer<String> problems;

    /** @param problems receives one message for each item that cannot be read and counts as unknown */
    public DynamoMappings(DynamoDbClient client, String table, InstantSource clock, Consumer<String> problems) {
        this.table = new DynamoTable(client, table, clock);
        this.problems = problems;
    }

    @Override
    public Optional<ErrorMapping> of(String distribution) {
        return table.get(ItemKey.mapping(distribution)).flatMap(this::readable);
    }

    private Optional<ErrorMapping> readable(Item item) {
        try {
            return Optional.of(MappingItem.read(item));
        } catch (IllegalArgumentException broken) {
            problems.accept("The item with " + item.key() + " in table " + table.name() + " cannot be read ("
                    + broken.getMessage() + "). It is replaced when CloudFront answers.");
            return Optional.empty();
        }
    }

    @Override
    public void put(String distribution, ErrorMapping mapping) {
        table.put(MappingItem.of(distribution, mapping));
    }

    /** Reads all of them at once: a thousand are a page of the table. */
    @Override
    public void putAll(Map<String, ErrorMapping> mappings) {
        Map<String, ErrorMapping> known = new HashMap<>();
        table.visit(
                ItemKey.MAPPINGS,
                item -> readable(item).ifPresent(mapping -> known.put(item.key().sort(), mapping)));
        List<String> changed = mappings.keySet().stream()
                .filter(distribution -> !mappings.get(distribution).equals(known.get(distribution)))
                .toList();
        ParallelCalls.forEach(changed, distribution -> put(distribution, mappings.get(distribution)));
    }
}
