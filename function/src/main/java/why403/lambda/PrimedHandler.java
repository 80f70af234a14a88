package why403.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.crac.Core;
import org.crac.Resource;

/**
 * A Lambda handler that loads its classes before Lambda takes a snapshot.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">AWS: Lambda SnapStart
 *     runtime hooks for Java</a>
 */
abstract sealed class PrimedHandler implements RequestStreamHandler, Resource permits TallyHandler, WatchHandler {

    private final EventRunner events;
    private final Priming priming;
    private final JsonLog log;

    PrimedHandler(EventTask task, Priming priming, PrintStream output, InstantSource clock) {
        this.events = new EventRunner(task, output, clock);
        this.priming = priming;
        this.log = new JsonLog(output, clock, "before-snapshot");
    }

    /** Makes Lambda call the hooks. */
    final void register() {
        Core.getGlobalContext().register(this);
    }

    @Override
    public final void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        String json = events.handle(
                event.readAllBytes(), context.getAwsRequestId(), Duration.ofMillis(context.getRemainingTimeInMillis()));
        answer.write(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public final void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        try {
            priming.run();
        } catch (RuntimeException | LinkageError failed) {
            log.error("The dry run before the snapshot failed. The first event takes longer than usual.", failed);
        }
    }

    @Override
    public final void afterRestore(org.crac.Context<? extends Resource> context) {
        // Nothing in the snapshot expires: the SDK opens connections and fetches credentials again when it needs them.
    }
}
