package why403.cli;

/** Arguments that a command cannot be run with; the message is a sentence that says which and why. */
final class WrongArgumentsException extends Exception {

    private static final long serialVersionUID = 1;

    WrongArgumentsException(String message) {
        super(message);
    }
}
