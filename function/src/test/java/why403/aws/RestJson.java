package why403.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import why403.json.JsonTree;

/**
 * Converts what {@code aws} printed to a response of AWS's JSON protocols: members have other names on the wire, and times
 * are numbers unless the API says otherwise. The SDK's fields say where this is so.
 */
final class RestJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RestJson() {}

    /** @param response an object of the response type, for its fields */
    static HttpReply answer(SdkPojo response, JsonNode printed) {
        return HttpReply.json(200, JsonTree.write(structure(response, printed)));
    }

    private static ObjectNode structure(SdkPojo structure, JsonNode printed) {
        ObjectNode wire = NODES.objectNode();
        for (SdkField<?> field : structure.sdkFields()) {
            if (printed.has(field.memberName())) {
                wire.set(field.unmarshallLocationName(), value(field, printed.get(field.memberName())));
            }
        }
        return wire;
    }

    private static JsonNode value(SdkField<?> field, JsonNode printed) {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            return structure(field.constructor().get(), printed);
        }
        if (field.marshallingType() == MarshallingType.LIST) {
            ArrayNode list = NODES.arrayNode();
            SdkField<?> item = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            printed.forEach(each -> list.add(value(item, each)));
            return list;
        }
        if (field.marshallingType() == MarshallingType.MAP) {
            ObjectNode map = NODES.objectNode();
            SdkField<?> item = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
            printed.properties().forEach(entry -> map.set(entry.getKey(), value(item, entry.getValue())));
            return map;
        }
        return field.marshallingType() == MarshallingType.INSTANT ? time(field, printed) : printed;
    }

    private static JsonNode time(SdkField<?> field, JsonNode printed) {
        boolean text = Optional.ofNullable(field.getTrait(TimestampFormatTrait.class))
                .filter(trait -> trait.format() == TimestampFormatTrait.Format.ISO_8601)
                .isPresent();
        return text
                ? NODES.textNode(
                        OffsetDateTime.parse(printed.asText()).toInstant().toString())
                : NODES.numberNode(
                        OffsetDateTime.parse(printed.asText()).toInstant().getEpochSecond());
    }
}
