package why403.aws.table;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import why403.aws.table.StateUpdates.Update;
import why403.history.StoreException;

/**
 * Reads and writes whole items of the table. Reads are strongly consistent and skip expired items. Every failure throws a
 * {@link why403.history.StoreException}.
 */
final class DynamoTable {

    private static final int KEYS_IN_BATCH = 100;

    /** A batch of the largest tallies, 16 MB at a time, needs two answers. */
    private static final int MAX_BATCHES = 10;

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

    /**
     * The items of a partition whose sort keys are in [from, to], sorted by key. This read is eventually consistent, which costs
     * half: what was written in the last seconds may be missing.
     */
    List<Item> queryEventually(String partition, String from, String to) {
        List<Item> items = new ArrayList<>();
        visit(
                Expression.of("#pk = :pk AND #sk BETWEEN :from AND :to")
                        .with(":pk", AttributeValue.fromS(partition))
                        .with(":from", AttributeValue.fromS(from))
                        .with(":to", AttributeValue.fromS(to)),
                false,
                items::add);
        return items;
    }

    /** Gives the visitor all items of a partition. Only one page of them, at most 1 MB, is in memory at a time. */
    void visit(String partition, Consumer<Item> visitor) {
        visit(Expression.of("#pk = :pk").with(":pk", AttributeValue.fromS(partition)), true, visitor);
    }

    private void visit(Expression condition, boolean consistently, Consumer<Item> visitor) {
        QueryRequest query = QueryRequest.builder()
                .tableName(name)
                .consistentRead(consistently)
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

    /** The items with these keys of a partition, as far as they exist, in any order. */
    List<Item> get(String partition, Collection<String> sorts) {
        List<Item> found = new ArrayList<>();
        List<Map<String, AttributeValue>> all = sorts.stream()
                .map(sort -> new ItemKey(partition, sort).attributes())
                .toList();
        for (int from = 0; from < all.size(); from += KEYS_IN_BATCH) {
            getBatch(all.subList(from, Math.min(from + KEYS_IN_BATCH, all.size())), found);
        }
        return found;
    }

    /** DynamoDB leaves out what does not fit into an answer, and what it throttles. */
    private void getBatch(List<Map<String, AttributeValue>> keys, List<Item> found) {
        Instant now = now();
        List<Map<String, AttributeValue>> left = keys;
        for (int attempt = 0; !left.isEmpty(); attempt++) {
            if (attempt == MAX_BATCHES) {
                throw new StoreException("DynamoDB did not answer for " + left.size() + " items of table " + name
                        + ". why403 tries again. If this continues, raise the table's maximum throughput.");
            }
            KeysAndAttributes wanted =
                    KeysAndAttributes.builder().keys(left).consistentRead(true).build();
            BatchGetItemResponse response = errors.call(
                    "dynamodb:BatchGetItem",
                    () -> client.batchGetItem(request -> request.requestItems(Map.of(name, wanted))));
            response.responses().getOrDefault(name, List.of()).stream()
                    .map(Item::new)
                    .filter(item -> !item.isExpired(now))
                    .forEach(found::add);
            left = Optional.ofNullable(response.unprocessedKeys().get(name))
                    .map(KeysAndAttributes::keys)
                    .orElse(List.of());
        }
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
                        .expressionAttributeValues(condition.values().isEmpty() ? null : condition.values()))));
    }

    /** Returns whether DynamoDB updated the item; false if the condition does not hold or another write conflicts. */
    boolean update(ItemKey key, Expression update, Expression condition) {
        return holds(() -> updateItem(key, update, condition, ReturnValue.NONE));
    }

    /**
     * Updates the item.
     *
     * @return empty if DynamoDB updated it; otherwise the item as it is, without attributes if it does not exist
     */
    Optional<Item> updateOrGet(ItemKey key, Update update) {
        try {
            updateItem(key, update.change(), update.condition(), ReturnValue.NONE);
            return Optional.empty();
        } catch (ConditionalCheckFailedException refused) {
            return Optional.of(new Item(refused.hasItem() ? refused.item() : Map.of()));
        } catch (TransactionConflictException conflict) {
            return Optional.of(get(key).orElseGet(() -> new Item(Map.of())));
        }
    }

    /**
     * Updates the item if the condition holds, and returns it as it is then; empty if the condition does not hold.
     *
     * @param isMine whether this caller made the item that does not meet the condition: if an answer is lost, the client
     *     repeats the update, and the second one is refused because of the first
     */
    Optional<Item> updateAndGet(ItemKey key, Update update, Predicate<Item> isMine) {
        try {
            return Optional.of(new Item(updateItem(key, update.change(), update.condition(), ReturnValue.ALL_NEW)
                    .attributes()));
        } catch (ConditionalCheckFailedException refused) {
            return Optional.of(new Item(refused.hasItem() ? refused.item() : Map.of()))
                    .filter(isMine);
        } catch (TransactionConflictException conflict) {
            return Optional.empty();
        }
    }

    private UpdateItemResponse updateItem(ItemKey key, Expression update, Expression condition, ReturnValue returned) {
        Map<String, String> names = new HashMap<>(update.attributeNames());
        names.putAll(condition.attributeNames());
        Map<String, AttributeValue> values = new HashMap<>(update.values());
        values.putAll(condition.values());
        return errors.call(
                "dynamodb:UpdateItem",
                () -> client.updateItem(request -> request.tableName(name)
                        .key(key.attributes())
                        .returnValues(returned)
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
