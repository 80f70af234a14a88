package why403.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/**
 * Reads and writes Jackson's trees with its parser and generator only. Jackson's {@code ObjectMapper} does the same, but it
 * loads five hundred classes for binding beans, which costs a fifth of a second at every cold start. {@link
 * JsonNode#toString()} creates an {@code ObjectMapper}, too.
 */
public final class JsonTree {

    private static final JsonFactory JSON =
            new JsonFactoryBuilder().characterEscapes(new PrintableEscapes()).build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTree() {}

    /**
     * Parses a text that is one JSON value. A blank text gives a missing node. Of members with the same name, the last one
     * counts.
     *
     * @throws JsonProcessingException if the text is not JSON, or if something follows the value
     */
    public static JsonNode read(String text) throws JsonProcessingException {
        try (JsonParser parser = JSON.createParser(text)) {
            return whole(parser, Set.of());
        } catch (JsonProcessingException wrong) {
            throw wrong;
        } catch (IOException impossible) {
            throw new UncheckedIOException("A text in memory cannot break off", impossible);
        }
    }

    /**
     * Parses bytes that are one JSON value, in UTF-8 or in the encoding that their first bytes indicate.
     *
     * @throws IOException if the bytes are not JSON, or if something follows the value
     */
    public static JsonNode read(byte[] text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            return whole(parser, Set.of());
        }
    }

    /**
     * Parses a stream of one JSON value without the members of these names, which take no memory. For large input.
     *
     * @param skipped the names of members that nobody reads, at any depth
     * @throws IOException if the bytes are not JSON, if something follows the value, or if the stream throws it
     */
    public static JsonNode readWithout(Set<String> skipped, InputStream json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            return whole(parser, skipped);
        }
    }

    /**
     * The text without spaces, with the members in the order of the tree. Characters that can control a terminal, hide or
     * reorder text are escaped.
     */
    public static String write(JsonNode tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            write(tree, generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory takes every tree", impossible);
        }
        return text.toString();
    }

    private static JsonNode whole(JsonParser parser, Set<String> skipped) throws IOException {
        if (parser.nextToken() == null) {
            return MissingNode.getInstance();
        }
        JsonNode value = value(parser, skipped);
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "Something follows the value");
        }
        return value;
    }

    /** Reads the value that begins at the current token. Jackson limits its depth. */
    private static JsonNode value(JsonParser parser, Set<String> skipped) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, skipped);
            case START_ARRAY -> array(parser, skipped);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new JsonParseException(parser, "No value begins here");
        };
    }

    private static ObjectNode object(JsonParser parser, Set<String> skipped) throws IOException {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (skipped.contains(name)) {
                parser.skipChildren();
            } else {
                object.set(name, value(parser, skipped));
            }
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser, Set<String> skipped) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, skipped));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private static void write(JsonNode tree, JsonGenerator to) throws IOException {
        switch (tree.getNodeType()) {
            case OBJECT -> writeObject(tree, to);
            case ARRAY -> writeArray(tree, to);
            case STRING -> to.writeString(tree.textValue());
            case NUMBER -> writeNumber(tree, to);
            case BOOLEAN -> to.writeBoolean(tree.booleanValue());
            case NULL -> to.writeNull();
            default -> throw new IllegalArgumentException("JSON has no form for a " + tree.getNodeType());
        }
    }

    private static void writeObject(JsonNode object, JsonGenerator to) throws IOException {
        to.writeStartObject();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            to.writeFieldName(member.getKey());
            write(member.getValue(), to);
        }
        to.writeEndObject();
    }

    private static void writeArray(JsonNode array, JsonGenerator to) throws IOException {
        to.writeStartArray();
        for (JsonNode item : array) {
            write(item, to);
        }
        to.writeEndArray();
    }

    private static void writeNumber(JsonNode number, JsonGenerator to) throws IOException {
        switch (number.numberType()) {
            case INT, LONG -> to.writeNumber(number.longValue());
            case BIG_INTEGER -> to.writeNumber(number.bigIntegerValue());
            case BIG_DECIMAL -> to.writeNumber(number.decimalValue());
            default -> to.writeNumber(number.doubleValue());
        }
    }
}
