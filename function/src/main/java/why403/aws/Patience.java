package why403.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * How long AWS is waited for. The SDK's own retries may go on for half a minute; what called for a message or a tick
 * comes again by itself, so that waiting is dearer than failing.
 *
 * @param attempts how often a call is tried, at least once
 * @param attempt how long a try may take to be answered, and a stream may be silent
 * @param call how long a call may take with all its tries and the pauses between them
 * @param pause the shortest pause before a second try after a fault of the network; longer ones follow, and longer
 *     ones where AWS throttles
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">AWS: Retry behavior</a>
 */
public record Patience(int attempts, Duration attempt, Duration call, Duration pause) {

    private static final int LONGEST_PAUSE = 20;

    /** For a question of a diagnosis, which a log event's message waits for. */
    public static Patience ofADiagnosis() {
        return new Patience(3, Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofMillis(100));
    }

    /** For log objects, which fail their message if they cannot be had. */
    public static Patience ofALog() {
        return new Patience(5, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMillis(100));
    }

    /** For the table: a brief throttling passes unnoticed, a long one costs a call eight seconds. */
    public static Patience ofATable() {
        return new Patience(5, Duration.ofSeconds(3), Duration.ofSeconds(8), Duration.ofMillis(50));
    }

    /** For the topic: a notice that waits is published by the next pass, better than holding this one up. */
    public static Patience ofATopic() {
        return new Patience(3, Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMillis(100));
    }

    /** The configuration of a client that keeps to this. */
    ClientOverrideConfiguration configuration() {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(attempt)
                .apiCallTimeout(call)
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(attempts)
                        .backoffStrategy(pausing(pause))
                        .throttlingBackoffStrategy(pausing(pause.multipliedBy(2)))
                        .build())
                .build();
    }

    private static BackoffStrategy pausing(Duration first) {
        return BackoffStrategy.exponentialDelay(first, first.multipliedBy(LONGEST_PAUSE));
    }
}
