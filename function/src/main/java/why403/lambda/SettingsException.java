package why403.lambda;

/** An environment variable of the function is missing or malformed; the message is one sentence that names it. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }
}
