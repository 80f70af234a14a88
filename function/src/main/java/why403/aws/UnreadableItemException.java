package why403.aws;

/** An item of the table is not what this release writes. The message is a half sentence that says how it is not. */
final class UnreadableItemException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnreadableItemException(String message) {
        super(message);
    }

    UnreadableItemException(String message, Throwable cause) {
        super(message, cause);
    }
}
