package why403.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.seeded.Generator;
import why403.seeded.Seeds;
import why403.text.Printable;

/** Reading and writing, compared with Jackson's mapper. */
class JsonTreeTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private final JsonMapper mapper = new JsonMapper();

    private static JsonNode tree(Generator given, int depth) {
        return switch (given.between(0, depth == 0 ? 4 : 8)) {
            case 0 -> NODES.textNode(given.text());
            case 1 -> NODES.numberNode(given.anyLong());
            case 2 -> NODES.numberNode(new BigInteger(given.between(1, 200), given.random()).negate());
            case 3 -> NODES.numberNode(given.anyDouble());
            case 4 -> given.of(NODES.booleanNode(true), NODES.booleanNode(false), NODES.nullNode());
            case 5, 6 -> NODES.arrayNode().addAll(given.list(3, () -> tree(given, depth - 1)));
            default -> NODES.objectNode().setAll(given.map(3, () -> given.text(3), () -> tree(given, depth - 1)));
        };
    }

    @ParameterizedTest
    @Seeds(500)
    void writesWhatTheMapperWritesExceptForUnprintableCharacters(Generator given) {
        JsonNode tree = tree(given, 6);

        assertThat(JsonTree.write(tree)).isEqualTo(escaped(tree.toString()));
    }

    /** Unprintable characters occur only inside strings, so they can be replaced in the whole text. */
    private static String escaped(String json) {
        return json.chars()
                .mapToObj(c -> {
                    String text = String.valueOf((char) c);
                    String escape = String.format(c == 0x7F ? "\\u%04X" : "\\u%04x", c);
                    return Printable.isPrintable(text) ? text : escape;
                })
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @Seeds(500)
    void readsWhatTheMapperReads(Generator given) throws Exception {
        String text = tree(given, 6).toPrettyString();

        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(JsonTree.read(text)).isEqualTo(mapper.readTree(text));
        assertThat(JsonTree.read(bytes)).isEqualTo(mapper.readTree(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n ",
                "0",
                "-0",
                "1.0",
                "1e400",
                "1E-7",
                "2147483648",
                "9223372036854775808",
                "\"\\ud83d\\ude00\"",
                "{\"a\":1,\"a\":{\"b\":2}}",
                "[[],{},null,true,false]",
                "0.1234567890123456789"
            })
    void rareFormsOfJsonAreRead(String text) throws Exception {
        assertThat(JsonTree.read(text)).isEqualTo(mapper.readTree(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":}", "[1,]", "nul", "NaN", "{} x", "1 2", "{\"a\" 1}", "]", "'a'", "\"a"})
    void aTextThatIsNotExactlyOneJsonValueIsRejected(String text) {
        assertThatThrownBy(() -> JsonTree.read(text)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> JsonTree.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void jsonThatIsNestedTooDeeplyIsRejected(String opening) {
        assertThatThrownBy(() -> JsonTree.read(opening.repeat(100_000))).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void writesNumbersOfAnyKind() {
        assertThat(JsonTree.write(NODES.numberNode(new BigDecimal("0.136")))).isEqualTo("0.136");
        assertThat(JsonTree.write(NODES.numberNode(BigInteger.TEN.pow(30)))).isEqualTo("1" + "0".repeat(30));
        assertThat(JsonTree.write(NODES.numberNode(0.5))).isEqualTo("0.5");
    }

    @Test
    void skippedMembersAreLeftOutAtAnyDepth() throws Exception {
        byte[] json = "{\"a\":{\"big\":[1,{\"b\":2}],\"c\":3},\"big\":4,\"d\":[{\"big\":{}}]}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(JsonTree.readWithout(Set.of("big"), new ByteArrayInputStream(json)))
                .isEqualTo(JsonTree.read("{\"a\":{\"c\":3},\"d\":[{}]}"));
    }
}
