package why403.aws;

/** AWS does not give the caller what was asked for. The message is a sentence, with what to do. */
public final class NoAccessException extends Exception {

    private static final long serialVersionUID = 1L;

    public NoAccessException(String message, Throwable cause) {
        super(message, cause);
    }
}
