package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import why403.alert.SampleNotice;
import why403.json.JsonTree;

/** The sample notice shows only what the product can do. */
class SampleCommandsTest {

    private static List<String> commands(String notice) throws JsonProcessingException {
        JsonNode commands = JsonTree.read(notice).at("/causes/0/remedy/commands");
        return StreamSupport.stream(commands.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    @Test
    void theSampleHasTheCommandsOfARealNotice() throws JsonProcessingException {
        String real = Run.json(Path.of("..", "events", "grant-missing")).lines().get(0);

        assertThat(commands(
                        SampleNotice.at(Instant.parse("2026-11-24T10:12:00Z")).json()))
                .isEqualTo(commands(real.replace("E1GRANTEXAMPLE", "E2EXAMPLE").replace("'/*'", "'/img/*'")));
    }
}
