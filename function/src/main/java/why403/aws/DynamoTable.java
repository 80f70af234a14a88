package why403.aws;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import why403.history.StoreException;

/**
 * The one table: its items whole, read as they are now, without those that have expired. Whatever goes wrong throws a
 * {@link StoreException}.
 */
final class DynamoTable {

    private static final Set<String> REFUSALS = Set.of("ConditionalCheckFailed", "TransactionConflict");

    private final DynamoDbClient client;
    private final String name;
    private final InstantSource clock;
    private final DynamoFailure failure;

    DynamoTable(DynamoDbClient client, String name, InstantSource clock) {
        this.client = client;
        this.name = name;
        this.clock = clock;
        this.failure = new DynamoFailure(name);
    }

    String name() {
        return name;
    }

    /** Now, by the clock that tells what has expired. */
    Instant now() {
        return clock.instant();
    }

    /** The items of a partition. */
    List<Item> query(String partition) {
        return query(Clause.of("#pk = :pk").with(":pk", AttributeValue.fromS(partition)));
    }

    /** The items of a partition whose sort keys are in [from, to], in their order. */
    List<Item> query(String partition, String from, String to) {
        return query(Clause.of("#pk = :pk AND #sk BETWEEN :from AND :to")
                .with(":pk", AttributeValue.fromS(partition))
                .with(":from", AttributeValue.fromS(from))
                .with(":to", AttributeValue.fromS(to)));
    }

    private List<Item> query(Clause condition) {
        QueryRequest query = QueryRequest.builder()
                .tableName(name)
                .consistentRead(true)
                .keyConditionExpression(condition.text())
                .expressionAttributeNames(condition.attributeNames())
                .expressionAttributeValues(condition.values())
                .build();
        Instant now = now();
        return failure.told(
                "dynamodb:Query",
                () -> client.queryPaginator(query).items().stream()
                        .map(Item::new)
                        .filter(item -> !item.isExpired(now))
                        .toList());
    }

    Optional<Item> get(ItemKey key) {
        GetItemResponse response = failure.told(
                "dynamodb:GetItem",
                () -> client.getItem(
                        request -> request.tableName(name).key(key.attributes()).consistentRead(true)));
        return Optional.of(response)
                .filter(GetItemResponse::hasItem)
                .map(found -> new Item(found.item()))
                .filter(item -> !item.isExpired(now()));
    }

    void put(Item item) {
        failure.told(
                "dynamodb:PutItem",
                () -> client.putItem(request -> request.tableName(name).item(item.attributes())));
    }

    /** Whether it was put: if not, the condition does not hold. */
    boolean put(Item item, Clause condition) {
        return holds(() -> failure.told(
                "dynamodb:PutItem",
                () -> client.putItem(request -> request.tableName(name)
                        .item(item.attributes())
                        .conditionExpression(condition.text())
                        .expressionAttributeNames(condition.attributeNames())
                        .expressionAttributeValues(condition.values()))));
    }

    /** Whether it was updated: if not, the condition does not hold, or somebody else is writing the item. */
    boolean update(ItemKey key, Clause update, Clause condition) {
        Map<String, String> names = new HashMap<>(update.attributeNames());
        names.putAll(condition.attributeNames());
        Map<String, AttributeValue> values = new HashMap<>(update.values());
        values.putAll(condition.values());
        return holds(() -> failure.told(
                "dynamodb:UpdateItem",
                () -> client.updateItem(request -> request.tableName(name)
                        .key(key.attributes())
                        .updateExpression(update.text())
                        .conditionExpression(condition.text())
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values.isEmpty() ? null : values))));
    }

    /** Whether all was written: if not, nothing was, as a condition does not hold or somebody else is writing. */
    boolean write(List<TransactWriteItem> all) {
        try {
            failure.told(
                    "dynamodb:PutItem and dynamodb:ConditionCheckItem",
                    () -> client.transactWriteItems(request -> request.transactItems(all)));
            return true;
        } catch (TransactionCanceledException cancelled) {
            if (cancelled.cancellationReasons().stream().anyMatch(reason -> REFUSALS.contains(reason.code()))) {
                return false;
            }
            throw failure.cancelled(cancelled);
        }
    }

    /** A part of a {@link #write}. */
    TransactWriteItem putting(Item item, Clause condition) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(name)
                        .item(item.attributes())
                        .conditionExpression(condition.text())
                        .expressionAttributeNames(condition.attributeNames())
                        .expressionAttributeValues(condition.values())
                        .build())
                .build();
    }

    /** A part of a {@link #write} that changes nothing. */
    TransactWriteItem checking(ItemKey key, Clause condition) {
        return TransactWriteItem.builder()
                .conditionCheck(ConditionCheck.builder()
                        .tableName(name)
                        .key(key.attributes())
                        .conditionExpression(condition.text())
                        .expressionAttributeNames(condition.attributeNames())
                        .expressionAttributeValues(condition.values())
                        .build())
                .build();
    }

    private static boolean holds(Runnable write) {
        try {
            write.run();
            return true;
        } catch (ConditionalCheckFailedException | TransactionConflictException refused) {
            return false;
        }
    }
}
