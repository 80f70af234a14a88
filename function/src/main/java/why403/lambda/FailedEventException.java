package why403.lambda;

/** A whole event failed. The message says what happened. Lambda then retries the event. */
final class FailedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FailedEventException(String message) {
        super(message);
    }
}
