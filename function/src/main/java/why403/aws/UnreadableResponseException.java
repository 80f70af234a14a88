package why403.aws;

/** A response does not match what AWS documents. */
final class UnreadableResponseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableResponseException(String why) {
        super(why);
    }
}
