package why403.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Template;

/**
 * Compares the whole template with a snapshot, so that every change of it is reviewed. The function's tests run the jar
 * with the settings in these snapshots.
 */
class SnapshotTest {

    private static final Path EXPECTED = Path.of("src", "test", "resources", "why403", "infra");
    private static final Path ACTUAL = Path.of("target");

    private static void assertMatchesSnapshot(Map<String, Object> options, String file) throws IOException {
        String template = new ObjectMapper()
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(
                                Template.fromStack(Synthesized.stack(options)).toJSON())
                + "\n";
        Files.writeString(ACTUAL.resolve(file), template);

        assertThat(template)
                .as("Review the difference. If it is intended, copy infra/%s/%s to infra/%s", ACTUAL, file, EXPECTED)
                .isEqualTo(Files.readString(EXPECTED.resolve(file)));
    }

    @Test
    void theTemplateWithoutOptionsMatchesItsSnapshot() throws IOException {
        assertMatchesSnapshot(Map.of(), "template.json");
    }

    @Test
    void theTemplateWithAllOptionsMatchesItsSnapshot() throws IOException {
        assertMatchesSnapshot(Synthesized.ALL_OPTIONS, "template-all-options.json");
    }
}
