package why403.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import why403.text.Printable;

/**
 * Reads what the AWS CLI prints into the model types of the SDK. Both use the member names of AWS's API models.
 *
 * <p>Only the types of members in the JSON are examined. Members that the SDK does not know are skipped. Bytes and
 * free-form documents are skipped, too, because no check reads them. {@code null} means absent.
 */
final class SdkReader {

    /** Statements of a web ACL can contain statements. Each level takes several frames of the stack, here and in the SDK. */
    private static final int DEEPEST = 100;

    private SdkReader() {}

    /**
     * Reads an answer.
     *
     * @throws UnreadableRecordingException if a known member has the wrong type, or if no member is known
     */
    static <T extends SdkPojo> T read(JsonNode tree, SdkBuilder<?, T> builder) throws UnreadableRecordingException {
        if (!(builder instanceof SdkPojo members)) {
            throw new IllegalArgumentException(builder + " is not the builder of a model type");
        }
        fill(members, tree, "");
        if (!tree.isEmpty() && members.sdkFields().stream().noneMatch(field -> tree.has(field.memberName()))) {
            throw new UnreadableRecordingException("it has none of the members that the command prints, such as "
                    + members.sdkFields().stream()
                            .limit(2)
                            .map(SdkField::memberName)
                            .collect(Collectors.joining(", ")));
        }
        return builder.build();
    }

    private static void fill(SdkPojo builder, JsonNode tree, String place) throws UnreadableRecordingException {
        require(tree.isObject(), place, "an object", tree);
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode node = tree.path(field.memberName());
            String member = place.isEmpty() ? field.memberName() : place + "." + field.memberName();
            Optional<Object> value = isAbsent(node) ? Optional.empty() : value(field, node, member);
            value.ifPresent(present -> field.set(builder, present));
        }
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    /** Empty if the value is skipped. */
    private static Optional<Object> value(SdkField<?> field, JsonNode node, String place)
            throws UnreadableRecordingException {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> scalar(SdkScalar.string(node), place, "a string", node);
            case BOOLEAN -> scalar(SdkScalar.bool(node), place, "a boolean", node);
            case INTEGER -> scalar(SdkScalar.integer(node), place, "an integer of 32 bits", node);
            case LONG -> scalar(SdkScalar.longInteger(node), place, "an integer of 64 bits", node);
            case SHORT -> scalar(SdkScalar.number(node).map(Number::shortValue), place, "a number", node);
            case BYTE -> scalar(SdkScalar.number(node).map(Number::byteValue), place, "a number", node);
            case FLOAT -> scalar(SdkScalar.number(node).map(Number::floatValue), place, "a number", node);
            case DOUBLE -> scalar(SdkScalar.number(node).map(Number::doubleValue), place, "a number", node);
            case BIG_DECIMAL -> scalar(SdkScalar.number(node), place, "a number", node);
            case INSTANT -> scalar(SdkScalar.instant(node), place, "a time (ISO 8601 or epoch seconds)", node);
            case LIST -> Optional.of(list(field, node, place));
            case MAP -> Optional.of(map(field, node, place));
            case SDK_POJO -> Optional.of(structure(field, node, place));
            case SDK_BYTES, DOCUMENT, NULL -> Optional.empty();
        };
    }

    private static Optional<Object> scalar(Optional<?> value, String place, String expected, JsonNode found)
            throws UnreadableRecordingException {
        require(value.isPresent(), place, expected, found);
        return value.map(Object.class::cast);
    }

    private static List<Object> list(SdkField<?> field, JsonNode node, String place)
            throws UnreadableRecordingException {
        require(node.isArray(), place, "a list", node);
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            if (!isAbsent(node.get(i))) {
                value(member, node.get(i), place + "[" + i + "]").ifPresent(list::add);
            }
        }
        return list;
    }

    private static Map<String, Object> map(SdkField<?> field, JsonNode node, String place)
            throws UnreadableRecordingException {
        require(node.isObject(), place, "an object", node);
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!isAbsent(entry.getValue())) {
                value(member, entry.getValue(), place + "." + Printable.excerpt(entry.getKey()))
                        .ifPresent(value -> map.put(entry.getKey(), value));
            }
        }
        return map;
    }

    private static Object structure(SdkField<?> field, JsonNode node, String place)
            throws UnreadableRecordingException {
        if (place.chars().filter(c -> c == '.').count() > DEEPEST) {
            throw new UnreadableRecordingException(
                    "its members are nested more than " + DEEPEST + " deep, which AWS does" + " not answer");
        }
        SdkPojo builder = field.constructor().get();
        fill(builder, node, place);
        if (!(builder instanceof SdkBuilder<?, ?> structure)) {
            throw new IllegalArgumentException(builder + " is not the builder of a model type");
        }
        return structure.build();
    }

    private static void require(boolean holds, String place, String expected, JsonNode found)
            throws UnreadableRecordingException {
        if (!holds) {
            String type = found.getNodeType().toString().toLowerCase(Locale.ROOT);
            throw new UnreadableRecordingException((place.isEmpty() ? "it" : place) + " should be " + expected
                    + ", not " + (found.isContainerNode() ? "an " : "a ") + type);
        }
    }
}
