package why403.benchmark.units;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Sums the capacity that DynamoDB reports for each call of a client. It reports none for a write whose condition does not
 * hold; such a write uses the units of the item that is there, and at least one.
 */
final class Meter implements ExecutionInterceptor {

    private static final double BYTES_OF_WRITE_UNIT = 1024;

    private final Map<String, Units> byOperation = new TreeMap<>();
    private Units sum = Units.NONE;

    /** What was used so far. */
    synchronized Units sum() {
        return sum;
    }

    /** The same by operation. */
    synchronized Map<String, Units> byOperation() {
        return new TreeMap<>(byOperation);
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
        SdkRequest request = context.request();
        if (request instanceof QueryRequest query) {
            return query.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof GetItemRequest get) {
            return get.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof BatchGetItemRequest get) {
            return get.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof PutItemRequest put) {
            return put.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof UpdateItemRequest update) {
            return update.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof TransactWriteItemsRequest write) {
            return write.toBuilder().returnConsumedCapacity(total).build();
        }
        return request;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        SdkResponse response = context.response();
        if (response instanceof QueryResponse query) {
            read("Query", List.of(query.consumedCapacity()));
        } else if (response instanceof GetItemResponse get) {
            read("GetItem", List.of(get.consumedCapacity()));
        } else if (response instanceof BatchGetItemResponse get) {
            read("BatchGetItem", get.consumedCapacity());
        } else if (response instanceof PutItemResponse put) {
            write("PutItem", List.of(put.consumedCapacity()));
        } else if (response instanceof UpdateItemResponse update) {
            write("UpdateItem", List.of(update.consumedCapacity()));
        } else if (response instanceof TransactWriteItemsResponse written) {
            write("TransactWriteItems", written.consumedCapacity());
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof ConditionalCheckFailedException refused) {
            Map<String, AttributeValue> there = refused.hasItem() ? refused.item() : Map.of();
            Map<String, AttributeValue> item =
                    context.request() instanceof PutItemRequest put && there.isEmpty() ? put.item() : there;
            add("refused writes", new Units(0, Math.max(1, Math.ceil(ItemSize.of(item) / BYTES_OF_WRITE_UNIT))));
        }
    }

    private void read(String operation, Collection<ConsumedCapacity> used) {
        add(operation, new Units(capacity(used), 0));
    }

    private void write(String operation, Collection<ConsumedCapacity> used) {
        add(operation, new Units(0, capacity(used)));
    }

    private static double capacity(Collection<ConsumedCapacity> used) {
        return used.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
    }

    private synchronized void add(String operation, Units used) {
        sum = sum.plus(used);
        byOperation.merge(operation, used, Units::plus);
    }
}
