package why403.infra;

/** An option cannot be what it was given as; the message names it and says what it should be. */
public final class OptionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    OptionException(String sentence) {
        super(sentence);
    }

    static OptionException malformed(String option, Object value, String expected) {
        return new OptionException("The option " + option + " is \"" + value + "\"; it should be " + expected + ".");
    }
}
