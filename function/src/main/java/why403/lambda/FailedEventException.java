package why403.lambda;

/** An event fails whole; the message says why in one sentence or two. Lambda then tries the event again. */
final class FailedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FailedEventException(String message) {
        super(message);
    }
}
