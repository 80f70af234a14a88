package why403.diagnosis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Literals of JSON, which are literals of {@code jq} too. */
final class Json {

    private Json() {}

    static String text(String value) {
        return JsonNodeFactory.instance.textNode(value).toString();
    }
}
