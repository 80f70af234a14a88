package why403.alert;

/** A notice is not on its way; the message is one sentence that names the place and says what to do. */
public final class NotPublishedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** With the sentence and what it rests on. */
    public NotPublishedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
