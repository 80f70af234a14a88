package why403.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;

/** A handler with a fixed clock, because the samples have fixed dates and records older than eight days do not count. */
public final class PinnedHandler implements RequestStreamHandler {

    static final String NOW = "TEST_NOW";
    static final String HALF = "TEST_HALF";

    private final RequestStreamHandler handler;

    public PinnedHandler() {
        Instant now = Instant.parse(System.getenv(NOW));
        this.handler = switch (Half.valueOf(System.getenv(HALF))) {
            case TALLY -> new TallyHandler(System.getenv(), System.out, () -> now);
            case WATCH -> new WatchHandler(System.getenv(), System.out, () -> now);
        };
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        handler.handleRequest(event, answer, context);
    }
}
