package why403.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads and writes as Jackson's mapper does, which is the oracle. */
class JsonTreeTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private final JsonMapper mapper = new JsonMapper();

    @Provide
    Arbitrary<JsonNode> trees() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.strings().map(NODES::textNode),
                () -> Arbitraries.longs().map(NODES::numberNode),
                () -> Arbitraries.bigIntegers().map(NODES::numberNode),
                () -> Arbitraries.doubles().map(NODES::numberNode),
                () -> Arbitraries.of(NODES.booleanNode(true), NODES.booleanNode(false), NODES.nullNode()),
                () -> trees().list().ofMaxSize(3).map(items -> NODES.arrayNode().addAll(items)),
                () -> Arbitraries.maps(Arbitraries.strings().ofMaxLength(3), trees())
                        .ofMaxSize(3)
                        .map(members -> NODES.objectNode().setAll(members)));
    }

    @Property(tries = 500)
    void writesWhatTheMapperWrites(@ForAll("trees") JsonNode tree) {
        assertThat(JsonTree.write(tree)).isEqualTo(tree.toString());
    }

    @Property(tries = 500)
    void readsWhatTheMapperReads(@ForAll("trees") JsonNode tree) throws Exception {
        String text = tree.toPrettyString();

        assertThat(JsonTree.read(text)).isEqualTo(mapper.readTree(text));
        assertThat(JsonTree.read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(mapper.readTree(text));
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
    void readsTheseToo(String text) throws Exception {
        assertThat(JsonTree.read(text)).isEqualTo(mapper.readTree(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":}", "[1,]", "nul", "NaN", "{} x", "1 2", "{\"a\" 1}", "]", "'a'", "\"a"})
    void refusesWhatIsNoJsonOrMoreThanOneValue(String text) {
        assertThatThrownBy(() -> JsonTree.read(text)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> JsonTree.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void refusesWhatIsNestedWithoutEnd(String opening) {
        assertThatThrownBy(() -> JsonTree.read(opening.repeat(100_000))).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void writesNumbersOfAnyKind() {
        assertThat(JsonTree.write(NODES.numberNode(new BigDecimal("0.136")))).isEqualTo("0.136");
        assertThat(JsonTree.write(NODES.numberNode(BigInteger.TEN.pow(30)))).isEqualTo("1" + "0".repeat(30));
        assertThat(JsonTree.write(NODES.numberNode(0.5))).isEqualTo("0.5");
    }
}
