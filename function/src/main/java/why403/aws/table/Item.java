package why403.aws.table;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item of the table, read or to be written. Immutable. */
record Item(Map<String, AttributeValue> attributes) {

    static final String PARTITION = "pk";
    static final String SORT = "sk";

    /** When DynamoDB may delete the item, in seconds since the epoch. DynamoDB can delete it days later. */
    static final String EXPIRES = "expires";

    /** The attribute with the item's format version. */
    static final String FORMAT = "format";

    /** The format version that this release writes and reads. */
    static final long WRITTEN_FORMAT = 1;

    Item {
        attributes = Map.copyOf(attributes);
    }

    /** An item that has only its key and format version. */
    static Item at(ItemKey key) {
        return new Item(key.attributes()).with(FORMAT, WRITTEN_FORMAT);
    }

    Item with(String name, String text) {
        return with(name, AttributeValue.fromS(text));
    }

    Item with(String name, long number) {
        return with(name, number(number));
    }

    Item with(String name, byte[] bytes) {
        return with(name, bytes(bytes));
    }

    Item with(String name, AttributeValue value) {
        Map<String, AttributeValue> more = new HashMap<>(attributes);
        more.put(name, value);
        return new Item(more);
    }

    Item expiringAt(Instant time) {
        return with(EXPIRES, time.getEpochSecond());
    }

    ItemKey key() {
        return new ItemKey(text(PARTITION), text(SORT));
    }

    /** Whether the item has expired and counts as deleted. */
    boolean isExpired(Instant now) {
        AttributeValue expires = attributes.get(EXPIRES);
        return expires != null && expires.n() != null && Double.parseDouble(expires.n()) <= now.getEpochSecond();
    }

    /** @throws UnreadableItemException if the item has another format version */
    void checkFormat() {
        checkFormat(WRITTEN_FORMAT);
    }

    /** The same for a kind of item that has its own format version. */
    void checkFormat(long read) {
        long format = number(FORMAT);
        if (format != read) {
            throw new UnreadableItemException("it has format " + format + ", but this release reads format " + read);
        }
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    /** @throws UnreadableItemException if the item has no such text */
    String text(String name) {
        return value(name).map(AttributeValue::s).orElseThrow(() -> lacks(name, "text"));
    }

    /** @throws UnreadableItemException if the item has no such number */
    long number(String name) {
        return parse(name, value(name).map(AttributeValue::n).orElseThrow(() -> lacks(name, "number")));
    }

    /** @throws UnreadableItemException if the item has no such bytes */
    byte[] bytes(String name) {
        return value(name)
                .map(AttributeValue::b)
                .map(SdkBytes::asByteArrayUnsafe)
                .orElseThrow(() -> lacks(name, "bytes"));
    }

    /** Empty if the attribute is absent. */
    List<byte[]> byteLists(String name) {
        return value(name).map(AttributeValue::l).orElse(List.of()).stream()
                .map(value -> Optional.ofNullable(value.b()).orElseThrow(() -> lacks(name, "list of bytes")))
                .map(SdkBytes::asByteArrayUnsafe)
                .toList();
    }

    /** A map from whole numbers to whole numbers. */
    Map<Integer, Integer> numbersByNumber(String name) {
        Map<String, AttributeValue> map =
                value(name).filter(AttributeValue::hasM).map(AttributeValue::m).orElseThrow(() -> lacks(name, "map"));
        Map<Integer, Integer> numbers = new HashMap<>();
        map.forEach((from, to) -> numbers.put((int) parse(name, from), (int) parse(name, to.n())));
        return numbers;
    }

    private Optional<AttributeValue> value(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    private static long parse(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException garbage) {
            throw new UnreadableItemException("its attribute " + name + " is not a whole number", garbage);
        }
    }

    private static UnreadableItemException lacks(String name, String kind) {
        return new UnreadableItemException("it is incomplete: it has no " + kind + " named " + name);
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue bytes(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
    }
}
