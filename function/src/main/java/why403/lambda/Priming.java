package why403.lambda;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import why403.folder.DryRun;

/**
 * Loads the classes that the first event needs, before Lambda takes the SnapStart snapshot. It runs events against canned
 * responses. It makes no network call, stores nothing and publishes nothing.
 */
final class Priming implements Runnable {

    /** An SQS event about the dry run's log. */
    static final String LOG_EVENT = "{\"Records\":[{\"messageId\":\"dry-run\",\"eventSource\":\"aws:sqs\",\"body\":"
            + "\"{\\\"Records\\\":[{\\\"eventSource\\\":\\\"aws:s3\\\",\\\"eventName\\\":\\\"ObjectCreated:Put\\\","
            + "\\\"s3\\\":{\\\"bucket\\\":{\\\"name\\\":\\\"dry-run\\\"},\\\"object\\\":{\\\"key\\\":"
            + "\\\"" + DryRun.DISTRIBUTION + ".2026-01-01-00.dry-run\\\"}}}]}\"}]}";

    /** The time of the dry run's log. */
    static final InstantSource CLOCK = () -> DryRun.BEGIN;

    private static final Duration TIME = Duration.ofMinutes(1);

    private final EventTask task;
    private final List<String> events;
    private final Runnable more;

    /** A dry run of the task. */
    Priming(EventTask task, List<String> events) {
        this(task, events, () -> {});
    }

    /** The same, with something that runs afterwards. */
    Priming(EventTask task, List<String> events, Runnable more) {
        this.task = task;
        this.events = List.copyOf(events);
        this.more = more;
    }

    /** Connections that lead to canned responses. */
    static Connections nowhere(String region, String table, RandomGenerator random) {
        return Connections.over(
                new CannedHttpClient(),
                region,
                table,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("dry-run", "dry-run")),
                CLOCK,
                random);
    }

    /** @throws RuntimeException if the dry run fails */
    @Override
    public void run() {
        PrintStream discard = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        EventRunner runner = new EventRunner(task, discard, CLOCK);
        events.forEach(event -> runner.handle(event.getBytes(StandardCharsets.UTF_8), "dry-run", TIME));
        more.run();
    }
}
