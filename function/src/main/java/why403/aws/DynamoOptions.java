package why403.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * How long DynamoDB is waited for. The SDK's own retries go on for half a minute when it throttles; what called for a
 * message or a tick comes again by itself, so that waiting is dearer than failing.
 *
 * @param attempts how often a call is tried, at least once
 * @param attempt how long one try may take
 * @param call how long a call may take with all its tries and the pauses between them
 * @param pause the shortest pause before a second try; longer ones follow
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">AWS: Retry behavior</a>
 */
public record DynamoOptions(int attempts, Duration attempt, Duration call, Duration pause) {

    private static final int LONGEST_PAUSE = 16;

    /** What the function uses: a brief throttling passes unnoticed, a long one costs a call eight seconds. */
    public static DynamoOptions usual() {
        return new DynamoOptions(5, Duration.ofSeconds(3), Duration.ofSeconds(8), Duration.ofMillis(50));
    }

    /** The configuration of a client that keeps to this. */
    public ClientOverrideConfiguration configuration() {
        BackoffStrategy pausing = BackoffStrategy.exponentialDelay(pause, pause.multipliedBy(LONGEST_PAUSE));
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(attempt)
                .apiCallTimeout(call)
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(attempts)
                        .backoffStrategy(pausing)
                        .throttlingBackoffStrategy(pausing)
                        .build())
                .build();
    }
}
