package why403.log;

/** A log object that cannot be read, now or later. The message is a sentence for people that names the object. */
public final class UnreadableObjectException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableObjectException(String message) {
        super(message);
    }

    public UnreadableObjectException(String message, Throwable cause) {
        super(message, cause);
    }
}
