package why403.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.stream.StreamSupport;
import why403.json.JsonTree;
import why403.text.Phrases;
import why403.text.Printable;

/** Makes a notice's line of JSON shorter. Every member of the contract stays, and what is cut says so in its place. */
final class ShortenedJson {

    private static final String NO_DOCUMENT =
            "The remedy's document is left out, because it does not fit into one message. Replay of the same logs prints it.";
    private static final int CHARACTERS_AN_ITEM = 16;
    private static final int FEWEST_ITEMS = 4;

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;

    /** Without the documents of remedies: the commands do the same. */
    String withoutDocuments(String line) {
        ObjectNode notice = tree(line);
        notice.path("causes").forEach(cause -> {
            if (cause.path("remedy").path("document").isObject()) {
                ((ObjectNode) cause.path("remedy")).putNull("document");
                ((ArrayNode) cause.path("evidence")).add(NO_DOCUMENT);
            }
        });
        return JsonTree.write(notice);
    }

    /** The same, with no string much longer than that in its causes, hot spots and checks, and with shorter lists. */
    String capped(String line, int longest) {
        ObjectNode notice = tree(withoutDocuments(line));
        for (String part : new String[] {"where", "causes", "notChecked"}) {
            notice.set(part, capped(notice.path(part), part, longest));
        }
        return JsonTree.write(notice);
    }

    private JsonNode capped(JsonNode node, String name, int longest) {
        if (node.isTextual()) {
            return capped(node.textValue(), name, longest);
        }
        if (node.isArray()) {
            ArrayNode array = nodes.arrayNode();
            StreamSupport.stream(node.spliterator(), false)
                    .limit(Math.max(FEWEST_ITEMS, longest / CHARACTERS_AN_ITEM))
                    .forEach(item -> array.add(capped(item, name, longest)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = nodes.objectNode();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                object.set(member.getKey(), capped(member.getValue(), member.getKey(), longest));
            }
            return object;
        }
        return node;
    }

    /** Somebody might run half a command: a comment takes its place. */
    private TextNode capped(String text, String name, int longest) {
        if (text.length() <= longest) {
            return nodes.textNode(text);
        }
        return name.equals("commands")
                ? nodes.textNode("# This command has " + Phrases.number(text.length())
                        + " characters and does not fit: replay of the same logs prints it.")
                : nodes.textNode(
                        Printable.beginning(text, longest) + "\u2026 (cut: replay of the same logs prints it)");
    }

    private static ObjectNode tree(String line) {
        try {
            return (ObjectNode) JsonTree.read(line);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("The JSON of a notice cannot be parsed", impossible);
        }
    }
}
