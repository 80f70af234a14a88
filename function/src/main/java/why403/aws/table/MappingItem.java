package why403.aws.table;

import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import why403.tally.ErrorMapping;

/** The item with the last known error mapping of a distribution, and the form of a mapping in every item. */
final class MappingItem {

    private static final String MAPPING = "mapping";

    private MappingItem() {}

    static Item of(String distribution, ErrorMapping mapping) {
        return with(mapping, Item.at(ItemKey.mapping(distribution)));
    }

    /** @throws UnreadableItemException if this release cannot read the item */
    static ErrorMapping read(Item item) {
        item.checkFormat();
        return in(item);
    }

    /** Adds a mapping to an item. */
    static Item with(ErrorMapping mapping, Item item) {
        Map<String, AttributeValue> codes = mapping.responseCodes().entrySet().stream()
                .collect(Collectors.toMap(code -> code.getKey().toString(), code -> Item.number(code.getValue())));
        return item.with(MAPPING, AttributeValue.fromM(codes));
    }

    /** The mapping of an item. */
    static ErrorMapping in(Item item) {
        return new ErrorMapping(item.numbersByNumber(MAPPING));
    }
}
