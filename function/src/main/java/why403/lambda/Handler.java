package why403.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The Lambda handler. It accepts events of S3, SQS, SNS and EventBridge about new log objects, the schedule's
 * {@code {"why403":"tick"}}, and {@code {"why403":"sample"}}, which publishes a sample notice.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">AWS: Lambda SnapStart
 *     runtime hooks for Java</a>
 */
public final class Handler implements RequestStreamHandler, Resource {

    private final Dispatcher dispatcher;
    private final Priming priming;
    private final JsonLog log;

    /**
     * Reads the settings from the environment.
     *
     * @throws SettingsException if a variable is missing or malformed
     */
    public Handler() {
        this(System.getenv(), System.out, InstantSource.system());
    }

    /** For tests, which use their own clock. */
    Handler(Map<String, String> environment, PrintStream output, InstantSource clock) {
        Settings settings = Settings.of(environment);
        SecureRandom random = new SecureRandom();
        // The default chain, because with SnapStart the credentials do not come from environment variables.
        Connections connections =
                Connections.live(settings, DefaultCredentialsProvider.builder().build(), clock, random);
        this.dispatcher = new Dispatcher(
                connections::adapters,
                new LogBucket(settings.logBucket()),
                settings.sensitivity(),
                settings.options(),
                random,
                output,
                clock);
        this.priming = new Priming(settings, random);
        this.log = new JsonLog(output, clock, "before-snapshot");
        Core.getGlobalContext().register(this);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        String json = dispatcher.handle(
                event.readAllBytes(), context.getAwsRequestId(), Duration.ofMillis(context.getRemainingTimeInMillis()));
        answer.write(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        try {
            priming.run();
        } catch (RuntimeException | LinkageError failed) {
            log.error("The dry run before the snapshot failed. The first event takes longer than usual.", failed);
        }
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        // Nothing in the snapshot expires: the SDK opens connections and fetches credentials again when it needs them.
    }
}
