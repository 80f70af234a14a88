package why403.trigger;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import why403.json.JsonTree;
import why403.seeded.Corpus;
import why403.seeded.Generator;
import why403.seeded.Mutator;
import why403.seeded.Seeds;

/** Events of any content, as the whole event and as the body of an SQS message: each is read, and none throws. */
class EventReaderFuzzTest {

    private static final List<byte[]> CORPUS = Corpus.of(EventReaderFuzzTest.class, "anyEventIsRead");

    private final EventReader reader = new EventReader();

    @FuzzTest
    void anyEventIsRead(byte[] event) {
        try {
            EventReaderRobustnessTest.assertPromises(reader.read(JsonTree.read(event)));
        } catch (IOException noJson) {
            // Lambda invokes the function with JSON only
        }
        EventReaderRobustnessTest.assertPromises(reader.read(queued(new String(event, StandardCharsets.UTF_8))));
    }

    private static ObjectNode queued(String body) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.putArray("Records").addObject().put("messageId", "m").put("body", body);
        return event;
    }

    @ParameterizedTest
    @Seeds
    void aChangedEventIsRead(Generator given) {
        anyEventIsRead(new Mutator(given, CORPUS).next());
    }
}
