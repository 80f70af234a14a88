package why403.aws;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * Why an SDK call returned no usable response. Messages never quote the SDK's own message, because it can contain parts
 * of the response.
 */
public enum CallFailure {
    /** No response arrived before the timeout. */
    TIMEOUT(
            "timed out",
            "Check that the function can reach AWS. A function in a subnet without a route to AWS cannot reach it."),
    /** The network failed. */
    UNREACHABLE(
            "failed on the network",
            "Check that the function can reach AWS, and check the environment variable AWS_ENDPOINT_URL."),
    /** The response is not what the AWS API documents. */
    UNREADABLE_RESPONSE(
            "returned a response that did not come from AWS",
            "Check for a proxy or a custom endpoint between the function and AWS."),
    /** The SDK did not send the request, for example because there are no credentials. */
    NOT_SENT("could not be sent", "Check that the function has a role and a region.");

    private static final int MAX_CAUSES = 10;

    private final String problem;
    private final String action;

    CallFailure(String problem, String action) {
        this.problem = problem;
        this.action = action;
    }

    /** Classifies what the SDK threw. */
    public static CallFailure of(RuntimeException failed) {
        if (isCausedBy(
                failed,
                thrown -> thrown instanceof ApiCallTimeoutException
                        || thrown instanceof ApiCallAttemptTimeoutException
                        || thrown instanceof AbortedException
                        || thrown instanceof InterruptedIOException)) {
            return TIMEOUT;
        }
        if (failed instanceof UnreadableResponseException || isAboutParsing(String.valueOf(failed.getMessage()))) {
            return UNREADABLE_RESPONSE;
        }
        return isCausedBy(failed, IOException.class::isInstance) ? UNREACHABLE : NOT_SENT;
    }

    private static boolean isAboutParsing(String message) {
        return message.contains("unmarshall") || message.contains("Could not parse");
    }

    private static boolean isCausedBy(Throwable failed, Predicate<Throwable> kind) {
        return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .anyMatch(kind);
    }

    /**
     * The message for a person: what happened, then what to do.
     *
     * @param call the subject of the first sentence, for example {@code GetObject}
     */
    public String message(String call) {
        return call + " " + problem + ". " + action;
    }
}
