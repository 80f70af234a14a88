package why403.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * The timeouts and the retry policy of an SDK client. The SDK's defaults can retry for half a minute. why403 fails
 * earlier, because a failed message is delivered again and a failed tick is followed by the next one.
 *
 * @param maxAttempts how often the client tries a call, at least once
 * @param attemptTimeout how long one attempt may take, and how long a response stream may be silent
 * @param callTimeout how long a call may take with all attempts and the pauses between them
 * @param firstBackoff the pause before the second attempt after a network failure; later pauses are longer, and so are
 *     pauses after throttling
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">AWS: Retry behavior</a>
 */
public record ClientTimeouts(int maxAttempts, Duration attemptTimeout, Duration callTimeout, Duration firstBackoff) {

    private static final int MAX_BACKOFF_FACTOR = 20;

    /** For the account's APIs. A diagnosis waits for them, and the message of a log event waits for the diagnosis. */
    public static ClientTimeouts forDiagnosis() {
        return new ClientTimeouts(3, Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofMillis(100));
    }

    /** For log objects. A log object that cannot be read fails its message. */
    public static ClientTimeouts forLogObjects() {
        return new ClientTimeouts(5, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMillis(100));
    }

    /** For the DynamoDB table. Retries absorb brief throttling; longer throttling fails a call after eight seconds. */
    public static ClientTimeouts forTable() {
        return new ClientTimeouts(5, Duration.ofSeconds(3), Duration.ofSeconds(8), Duration.ofMillis(50));
    }

    /** For the SNS topic. A notice that fails stays pending, and the next pass publishes it. */
    public static ClientTimeouts forTopic() {
        return new ClientTimeouts(3, Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMillis(100));
    }

    /** The client configuration with these timeouts and retries. */
    public ClientOverrideConfiguration configuration() {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(attemptTimeout)
                .apiCallTimeout(callTimeout)
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(maxAttempts)
                        .backoffStrategy(backoff(firstBackoff))
                        .throttlingBackoffStrategy(backoff(firstBackoff.multipliedBy(2)))
                        .build())
                .build();
    }

    private static BackoffStrategy backoff(Duration first) {
        return BackoffStrategy.exponentialDelay(first, first.multipliedBy(MAX_BACKOFF_FACTOR));
    }
}
