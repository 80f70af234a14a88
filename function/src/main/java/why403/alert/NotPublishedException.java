package why403.alert;

/** A channel did not accept a notice. The message is one sentence that names the channel and says what to do. */
public final class NotPublishedException extends RuntimeException {

    private static final long serialVersionUID = 2;

    private final boolean outOfReach;

    private NotPublishedException(String sentence, Throwable cause, boolean outOfReach) {
        super(sentence, cause);
        this.outOfReach = outOfReach;
    }

    /** The channel answered and refused the notice. */
    public static NotPublishedException refused(String sentence, Throwable cause) {
        return new NotPublishedException(sentence, cause, false);
    }

    /** The channel did not answer in time. */
    public static NotPublishedException outOfReach(String sentence, Throwable cause) {
        return new NotPublishedException(sentence, cause, true);
    }

    /** Whether publishing the next notice would fail in the same way. */
    public boolean isOutOfReach() {
        return outOfReach;
    }
}
