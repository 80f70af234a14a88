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

/** The whole template without any option, so that no change of it goes unread. */
class SnapshotTest {

    private static final Path EXPECTED = Path.of("src", "test", "resources", "why403", "infra", "template.json");
    private static final Path ACTUAL = Path.of("target", "template.json");

    @Test
    void theTemplateIsTheOneThatWasReadLast() throws IOException {
        String template = new ObjectMapper()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(
                        Template.fromStack(Synthesized.stack(Map.of())).toJSON());
        Files.writeString(ACTUAL, template + "\n");

        assertThat(template + "\n")
                .as("Read the difference; if it is meant, copy infra/%s to infra/%s", ACTUAL, EXPECTED)
                .isEqualTo(Files.readString(EXPECTED));
    }
}
