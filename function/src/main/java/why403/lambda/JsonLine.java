package why403.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import why403.json.JsonTree;

/** Writes a JSON object as one line, which CloudWatch Logs stores as one log event. */
final class JsonLine {

    private JsonLine() {}

    /** Writes UTF-8 whatever the stream's character set is, in one write, so that threads cannot mix their lines. */
    static void write(ObjectNode object, PrintStream output) {
        output.writeBytes((JsonTree.write(object) + "\n").getBytes(StandardCharsets.UTF_8));
        output.flush();
    }
}
