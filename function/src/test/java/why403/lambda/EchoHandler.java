package why403.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.crac.Core;
import org.crac.Resource;

/** A function for tests of the harness. It returns the hooks that ran, the number of the event, and the event. */
public final class EchoHandler implements RequestStreamHandler, Resource {

    private final List<String> hooks = new ArrayList<>();
    private int events;

    /** Lambda calls this constructor. */
    public EchoHandler() {
        if (System.getenv("ECHO_REFUSES") != null) {
            throw new IllegalStateException("ECHO_REFUSES is set");
        }
        Core.getGlobalContext().register(this);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        if (event.contains("fail")) {
            throw new IllegalStateException("No answer to " + event);
        }
        if (event.contains("exit")) {
            System.err.println("Going");
            System.exit(7);
        }
        if (event.contains("metric")) {
            new SilenceMetric(System.out, InstantSource.system()).write(1);
        }
        context.getLogger().log("Got \"" + event + "\"\n");
        events++;
        output.write((hooks + " " + events + " " + event).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        hooks.add("beforeCheckpoint");
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        hooks.add("afterRestore");
    }
}
