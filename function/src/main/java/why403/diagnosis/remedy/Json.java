package why403.diagnosis.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** JSON that commands take; its literals are literals of {@code jq} too. */
public final class Json {

    private Json() {}

    /** The only one by itself, several as a list. */
    public static JsonNode oneOrList(List<ObjectNode> items) {
        return items.size() == 1 ? items.get(0) : list(items);
    }

    public static ArrayNode list(List<ObjectNode> items) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        items.forEach(list::add);
        return list;
    }
}
