package why403.aws;

/** What was answered is not what AWS documents. */
final class UnreadableAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableAnswerException(String why) {
        super(why);
    }
}
