package why403.benchmark.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import why403.aws.table.LocalTable;

/** The units of single calls are those that AWS documents. */
class MeterTest {

    private final LocalTable table = LocalTable.create();
    private final Meter meter = new Meter();
    private final DynamoDbClient client = MeteredDay.metered(table.endpoint(), meter);

    @AfterEach
    void close() {
        client.close();
        table.close();
    }

    private static Map<String, AttributeValue> key(String sort) {
        return Map.of("pk", AttributeValue.fromS("p"), "sk", AttributeValue.fromS(sort));
    }

    /** An item of that size: pk, sk and b with their names have 7 bytes. */
    private void put(String sort, int bytes) {
        client.putItem(put -> put.tableName(table.name())
                .item(Map.of(
                        "pk", AttributeValue.fromS("p"),
                        "sk", AttributeValue.fromS(sort),
                        "b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[bytes - 7])))));
    }

    private Units used(Runnable call) {
        Units before = meter.sum();
        call.run();
        return meter.sum().minus(before);
    }

    @Test
    void aWriteUsesAUnitForEachKilobyteOfTheLargerItem() {
        assertThat(used(() -> put("a", 1024))).isEqualTo(new Units(0, 1));
        assertThat(used(() -> put("a", 1025))).isEqualTo(new Units(0, 2));
        assertThat(used(() -> put("a", 100))).isEqualTo(new Units(0, 2));
        assertThat(used(() -> put("a", 100))).isEqualTo(new Units(0, 1));
    }

    @Test
    void aConsistentReadUsesAUnitForEachFourKilobytesAndAnyOtherHalfOfIt() {
        put("a", 3000);
        put("b", 3000);
        put("c", 3000);

        assertThat(used(() -> query(true))).isEqualTo(new Units(3, 0));
        assertThat(used(() -> query(false))).isEqualTo(new Units(1.5, 0));
        assertThat(used(() -> client.getItem(
                        get -> get.tableName(table.name()).key(key("a")).consistentRead(true))))
                .isEqualTo(new Units(1, 0));
        assertThat(used(() -> client.batchGetItem(get -> get.requestItems(Map.of(
                        table.name(),
                        KeysAndAttributes.builder()
                                .keys(List.of(key("a"), key("b")))
                                .consistentRead(true)
                                .build())))))
                .as("each item is rounded up")
                .isEqualTo(new Units(2, 0));
    }

    private void query(boolean consistent) {
        client.query(query -> query.tableName(table.name())
                .consistentRead(consistent)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("p"))));
    }

    @Test
    void aWriteWhoseConditionDoesNotHoldUsesTheUnitsOfTheItem() {
        put("a", 2049);

        assertThat(used(() -> assertThatThrownBy(() -> client.updateItem(update -> update.tableName(table.name())
                                .key(key("a"))
                                .updateExpression("SET n = :n")
                                .conditionExpression("attribute_exists(n)")
                                .expressionAttributeValues(Map.of(":n", AttributeValue.fromN("1")))
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                        .isInstanceOf(ConditionalCheckFailedException.class)))
                .isEqualTo(new Units(0, 3));
    }

    @Test
    void sizesAreThoseOfTheDocumentation() {
        assertThat(ItemSize.of(Map.of("pk", AttributeValue.fromS("\u00e9")))).isEqualTo(4);
        assertThat(ItemSize.of(Map.of("n", AttributeValue.fromN("12345")))).isEqualTo(5);
        assertThat(ItemSize.of(Map.of(
                        "l",
                        AttributeValue.fromL(List.of(
                                AttributeValue.fromS("ab"), AttributeValue.fromB(SdkBytes.fromUtf8String("c")))))))
                .isEqualTo(1 + 3 + 2 + 1 + 1 + 1);
    }
}
