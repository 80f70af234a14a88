package why403.alert;

/** A notice is not on its way; the message is one sentence that names the place and says what to do. */
public final class NotPublishedException extends RuntimeException {

    private static final long serialVersionUID = 2;

    private final boolean outOfReach;

    private NotPublishedException(String sentence, Throwable cause, boolean outOfReach) {
        super(sentence, cause);
        this.outOfReach = outOfReach;
    }

    /** The place answered, and did not take the notice. */
    public static NotPublishedException refused(String sentence, Throwable cause) {
        return new NotPublishedException(sentence, cause, false);
    }

    /** The place did not answer in the time that it had. */
    public static NotPublishedException outOfReach(String sentence, Throwable cause) {
        return new NotPublishedException(sentence, cause, true);
    }

    /** Whether the next notice would be waited for in vain as well. */
    public boolean isOutOfReach() {
        return outOfReach;
    }
}
