package why403.log;

/** A log object that cannot be read now or later. The message is one sentence for a person. */
public final class UnreadableObjectException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableObjectException(String message) {
        super(message);
    }

    public UnreadableObjectException(String message, Throwable cause) {
        super(message, cause);
    }
}
