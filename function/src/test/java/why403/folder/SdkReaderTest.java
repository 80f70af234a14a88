package why403.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.wafv2.model.GetWebAclResponse;
import why403.seeded.Generator;
import why403.seeded.Seeds;

/** Values of every type, and changed answers. */
class SdkReaderTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static JsonNode json(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    private static HeadObjectResponse object(String text) throws Exception {
        return SdkReader.read(json(text), HeadObjectResponse.builder());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"2026-11-24T09:00:00+00:00\"|2026-11-24T09:00:00Z",
                "\"2026-11-24T09:00:00Z\"|2026-11-24T09:00:00Z",
                "\"2026-11-24T10:00:00.187000+01:00\"|2026-11-24T09:00:00.187Z",
                "\"2026-11-24T09:00:00.000+0000\"|2026-11-24T09:00:00Z",
                "\"Tue, 24 Nov 2026 09:00:00 GMT\"|2026-11-24T09:00:00Z",
                "\"2026-11-24T09:00:00\"|2026-11-24T09:00:00Z",
                "1795510800|2026-11-24T09:00:00Z",
                "1795510800.25|2026-11-24T09:00:00.250Z",
                "1.7955108E9|2026-11-24T09:00:00Z",
                "-0.5|1969-12-31T23:59:59.500Z"
            })
    void timesAreReadInEveryFormThatTheCliPrints(String value, Instant time) throws Exception {
        assertThat(object("{\"LastModified\":" + value + "}").lastModified()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"LastModified\":\"2026-11-24T09:00:00+\"}",
                "{\"LastModified\":\"\"}",
                "{\"LastModified\":true}",
                "{\"LastModified\":1e300}",
                "{\"LastModified\":1e999999}",
                "{\"LastModified\":99999999999999999999}",
                "{\"ContentLength\":\"12\"}",
                "{\"ContentLength\":1.5}",
                "{\"ContentLength\":9223372036854775808}",
                "{\"PartsCount\":2147483648}",
                "{\"DeleteMarker\":\"true\"}",
                "{\"ETag\":7}",
                "{\"Metadata\":[]}",
                "{\"Metadata\":{\"a\":1}}"
            })
    void aKnownMemberOfTheWrongTypeIsNamed(String text) {
        String member = text.substring(2, text.indexOf('"', 2));
        assertThatThrownBy(() -> object(text))
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessageStartingWith(member)
                .hasMessageContaining(" should be ");
    }

    @Test
    void aWebAclWithHundredsOfNestedStatementsIsUnreadable() throws Exception {
        JsonNode tree = json("{\"WebACL\":{\"Rules\":[{\"Statement\":"
                + "{\"NotStatement\":{\"Statement\":".repeat(480)
                + "{}"
                + "}}".repeat(480)
                + "}]}}");
        assertThatThrownBy(() -> SdkReader.read(tree, GetWebAclResponse.builder()))
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessageContaining("nested more than 100 deep");
    }

    @Test
    void aForeignMemberNameIsNamedOnOneLine() {
        assertThatThrownBy(() -> object("{\"Metadata\":{\"a\\nb\\u001b[2J\":1}}"))
                .isInstanceOf(UnreadableRecordingException.class)
                .hasMessage("Metadata.a\uFFFDb\uFFFD[2J should be a string, not a number");
    }

    @ParameterizedTest
    @Seeds(500)
    void anAnswerWithOnePartReplacedIsReadOrNamed(Generator given) throws Exception {
        JsonNode tree = json(given.of(CliAnswers.GET_DISTRIBUTION, CliAnswers.GET_WEB_ACL));
        String other = given.of("{}", "[]", "[null]", "[[]]", "null", "true", "1", "-1.5", "1e400", "\"\"", "\"x\"");
        given.of(places(tree).toList()).accept(json(other));
        assertReadOrNamed(tree);
    }

    private static void assertReadOrNamed(JsonNode tree) {
        try {
            assertThat(SdkReader.read(tree, GetDistributionResponse.builder())).isNotNull();
            assertThat(SdkReader.read(tree, GetWebAclResponse.builder())).isNotNull();
        } catch (UnreadableRecordingException e) {
            assertThat(e).hasMessageMatching(".* should be an? .*, not an? .*|it has none of the members .*");
        }
    }

    /** Every way to replace one node below the tree's root. */
    private static Stream<Consumer<JsonNode>> places(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            return object.properties().stream()
                    .map(Map.Entry::getKey)
                    .flatMap(name -> place(other -> object.set(name, other), object.get(name)));
        }
        return tree instanceof ArrayNode array
                ? IntStream.range(0, array.size())
                        .boxed()
                        .flatMap(i -> place(other -> array.set(i, other), array.get(i)))
                : Stream.of();
    }

    private static Stream<Consumer<JsonNode>> place(Consumer<JsonNode> here, JsonNode child) {
        return Stream.concat(Stream.of(here), places(child));
    }
}
