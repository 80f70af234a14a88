package why403.lambda;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import why403.folder.DryRun;
import why403.watch.WatchOptions;

/**
 * Loads the classes that the first event needs, before Lambda takes the SnapStart snapshot. It runs an event, a tick and
 * a sample against canned responses, and minutes of ordinary traffic through a whole pass. It makes no network call,
 * stores nothing and publishes nothing.
 */
final class Priming implements Runnable {

    private static final String EVENT = "{\"Records\":[{\"messageId\":\"dry-run\",\"eventSource\":\"aws:sqs\",\"body\":"
            + "\"{\\\"Records\\\":[{\\\"eventSource\\\":\\\"aws:s3\\\",\\\"eventName\\\":\\\"ObjectCreated:Put\\\","
            + "\\\"s3\\\":{\\\"bucket\\\":{\\\"name\\\":\\\"dry-run\\\"},\\\"object\\\":{\\\"key\\\":"
            + "\\\"" + DryRun.DISTRIBUTION + ".2026-01-01-00.dry-run\\\"}}}]}\"}]}";

    private static final Duration TIME = Duration.ofMinutes(1);

    private final Settings settings;
    private final RandomGenerator random;

    Priming(Settings settings, RandomGenerator random) {
        this.random = random;
        this.settings = settings;
    }

    /** @throws RuntimeException if the dry run fails */
    @Override
    public void run() {
        AwsCredentialsProvider nobody =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("dry-run", "dry-run"));
        Connections nowhere = Connections.over(new CannedHttpClient(), settings, nobody, () -> DryRun.BEGIN, random);
        PrintStream discard = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Dispatcher dispatcher = new Dispatcher(
                nowhere::adapters,
                new LogBucket(Optional.empty()),
                settings.sensitivity(),
                WatchOptions.EVERYTHING,
                random,
                discard,
                () -> DryRun.BEGIN);
        for (String event : new String[] {EVENT, "{\"why403\":\"tick\"}", "{\"why403\":\"sample\"}"}) {
            dispatcher.handle(event.getBytes(StandardCharsets.UTF_8), "dry-run", TIME);
        }
        new DryRun(nowhere.adapters(discard::println).account(), DryRun.DISTRIBUTION).run();
    }
}
