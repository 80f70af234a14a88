package why403.infra;

/** The value of an option is invalid. The message names the option and says what its value must be. */
public final class OptionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    OptionException(String message) {
        super(message);
    }

    static OptionException malformed(String option, Object value, String expected) {
        return new OptionException("The option " + option + " is \"" + value + "\". It must be " + expected + ".");
    }
}
