package why403.aws;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** Why a call has no answer that can be used. The SDK's own message is never told: it may quote what was answered. */
enum NoAnswer {
    LATE(
            "was not answered in time: see whether the function reaches AWS, as from a subnet without a route it does not"),
    UNREACHABLE("could not be sent or its answer not received: see whether the function reaches AWS, and what"
            + " AWS_ENDPOINT_URL says"),
    GARBAGE("was answered with something that is not AWS's: see which proxy or endpoint stands between the function and"
            + " AWS"),
    NOT_ASKED("could not be asked: see whether the function has a role and a region");

    private static final int MOST_CAUSES = 10;

    private final String sentence;

    NoAnswer(String sentence) {
        this.sentence = sentence;
    }

    static NoAnswer of(RuntimeException failed) {
        if (isCausedBy(
                failed,
                thrown -> thrown instanceof ApiCallTimeoutException
                        || thrown instanceof ApiCallAttemptTimeoutException
                        || thrown instanceof AbortedException
                        || thrown instanceof InterruptedIOException)) {
            return LATE;
        }
        if (failed instanceof UnreadableAnswerException
                || String.valueOf(failed.getMessage()).contains("unmarshall")) {
            return GARBAGE;
        }
        return isCausedBy(failed, IOException.class::isInstance) ? UNREACHABLE : NOT_ASKED;
    }

    private static boolean isCausedBy(Throwable failed, Predicate<Throwable> sort) {
        return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .anyMatch(sort);
    }

    String sentence(String operation) {
        return operation + " " + predicate() + ".";
    }

    /** What follows the name of the call, without the full stop. */
    String predicate() {
        return sentence;
    }
}
