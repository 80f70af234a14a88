package why403.cli;

/** Arguments with which a command cannot run. The message is a sentence that says which argument is wrong and why. */
final class WrongArgumentsException extends Exception {

    private static final long serialVersionUID = 1;

    WrongArgumentsException(String message) {
        super(message);
    }
}
