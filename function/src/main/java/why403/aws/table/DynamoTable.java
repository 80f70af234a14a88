package why403.aws.table;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Reads and writes whole items of the table. Reads are strongly consistent and skip expired items. Every failure throws a
 * {@link why403.history.StoreException}.
 */
final class DynamoTable {

    private static final Set<String> LOST_RACES = Set.of("ConditionalCheckFailed", "TransactionConflict");

    private final DynamoDbClient client;
    private final String name;
    private final InstantSource clock;
    private final DynamoErrors errors;

    DynamoTable(DynamoDbClient client, String name, InstantSource clock) {
        this.client = client;
        this.name = name;
        this.clock = clock;
        this.errors = new DynamoErrors(name);
    }

    String name() {
        return name;
    }

    /** The time that decides which items have expired. */
    Instant now() {
        return clock.instant();
    }

    /** All items of a partition. */
    List<Item> query(String partition) {
        List<Item> items = new ArrayList<>();
        visit(partition, items::add);
        return items;
    }

    /** The items of a partition whose sort keys are in [from, to], sorted by key. */
    List<Item> query(String partition, String from, String to) {
        return query(Expression.of("#pk = :pk AND #sk BETWEEN :from AND :to")
                .with(":pk", AttributeValue.fromS(partition))
                .with(":from", AttributeValue.fromS(from))
                .with(":to", AttributeValue.fromS(to)));
    }

    /** Gives the visitor all items of a partition. Only one page of them, at most 1 MB, is in memory at a time. */
    void visit(String partition, Consumer<Item> visitor) {
        visit(Expression.of("#pk = :pk").with(":pk", AttributeValue.fromS(partition)), visitor);
    }

    private List<Item> query(Expression condition) {
        List<Item> items = new ArrayList<>();
        visit(condition, items::add);
        return items;
    }

    private void visit(Expression condition, Consumer<Item> visitor) {
        QueryRequest query = QueryRequest.builder()
                .tableName(name)
                .consistentRead(true)
                .keyConditionExpression(condition.text())
                .expressionAttributeNames(condition.attributeNames())
                .expressionAttributeValues(condition.values())
                .build();
        Instant now = now();
        Iterator<QueryResponse> pages = client.queryPaginator(query).iterator();
        while (pages.hasNext()) {
            errors.call("dynamodb:Query", pages::next).items().stream()
                    .map(Item::new)
                    .filter(item -> !item.isExpired(now))
                    .forEach(visitor);
        }
    }

    Optional<Item> get(ItemKey key) {
        GetItemResponse response = errors.call(
                "dynamodb:GetItem",
                () -> client.getItem(
                        request -> request.tableName(name).key(key.attributes()).consistentRead(true)));
        return Optional.of(response)
                .filter(GetItemResponse::hasItem)
                .map(found -> new Item(found.item()))
                .filter(item -> !item.isExpired(now()));
    }

    void put(Item item) {
        errors.call(
                "dynamodb:PutItem",
                () -> client.putItem(request -> request.tableName(name).item(item.attributes())));
    }

    /** Returns whether DynamoDB stored the item; false if the condition does not hold. */
    boolean put(Item item, Expression condition) {
        return holds(() -> errors.call(
                "dynamodb:PutItem",
                () -> client.putItem(request -> request.tableName(name)
                        .item(item.attributes())
                        .conditionExpression(condition.text())
                        .expressionAttributeNames(condition.attributeNames())
                        .expressionAttributeValues(condition.values()))));
    }

    /** Returns whether DynamoDB updated the item; false if the condition does not hold or another write conflicts. */
    boolean update(ItemKey key, Expression update, Expression condition) {
        return holds(() -> updateItem(key, update, condition));
    }

    /**
     * Updates the item.
     *
     * @return empty if DynamoDB updated it; otherwise the item as it is, without attributes if it does not exist
     */
    Optional<Item> updateOrGet(ItemKey key, Expression update, Expression condition) {
        try {
            updateItem(key, update, condition);
            return Optional.empty();
        } catch (ConditionalCheckFailedException refused) {
            return Optional.of(new Item(refused.hasItem() ? refused.item() : Map.of()));
        } catch (TransactionConflictException conflict) {
            return Optional.of(get(key).orElseGet(() -> new Item(Map.of())));
        }
    }

    private void updateItem(ItemKey key, Expression update, Expression condition) {
        Map<String, String> names = new HashMap<>(update.attributeNames());
        names.putAll(condition.attributeNames());
        Map<String, AttributeValue> values = new HashMap<>(update.values());
        values.putAll(condition.values());
        errors.call(
                "dynamodb:UpdateItem",
                () -> client.updateItem(request -> request.tableName(name)
                        .key(key.attributes())
                        .updateExpression(update.text())
                        .conditionExpression(condition.text())
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values.isEmpty() ? null : values)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
    }

    /** Writes all or nothing. Returns false if a condition does not hold or another write conflicts. */
    boolean write(List<TransactWriteItem> all) {
        try {
            errors.call(
                    "dynamodb:PutItem and dynamodb:ConditionCheckItem",
                    () -> client.transactWriteItems(request -> request.transactItems(all)));
            return true;
        } catch (TransactionCanceledException cancelled) {
            if (cancelled.cancellationReasons().stream().anyMatch(reason -> LOST_RACES.contains(reason.code()))) {
                return false;
            }
            throw errors.cancelled(cancelled);
        }
    }

    /** A conditional put, as part of a {@link #write}. */
    TransactWriteItem putting(Item item, Expression condition) {
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

    /** A condition on an item that the {@link #write} does not change. */
    TransactWriteItem checking(ItemKey key, Expression condition) {
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
