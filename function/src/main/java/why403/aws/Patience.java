package why403.aws;

import java.time.Duration;

/**
 * How long AWS is waited for.
 *
 * @param attempts how often a call is tried, at least once
 * @param attempt how long a try may take to be answered, and a stream may be silent
 * @param call how long a call may take with all its tries and the pauses between them
 * @param pause the shortest pause before a second try after a fault of the network; longer ones follow, and longer
 *     ones where AWS throttles
 * @param inVain how long the questions of one account may go without an answer in all, before no more are asked
 */
public record Patience(int attempts, Duration attempt, Duration call, Duration pause, Duration inVain) {

    /** What a diagnosis can afford, which a log event's message waits for. */
    public static Patience ofADiagnosis() {
        return new Patience(
                3, Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofSeconds(30));
    }

    /** For log objects, which fail their message if they cannot be had. */
    public static Patience ofALog() {
        return new Patience(
                5, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofMinutes(1));
    }
}
