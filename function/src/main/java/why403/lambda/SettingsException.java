package why403.lambda;

/** An environment variable of the function is missing or invalid. The message names the variable and what it must be. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }
}
