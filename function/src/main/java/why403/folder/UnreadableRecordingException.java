package why403.folder;

/** A recording that cannot be read. The message is a clause that says why, and it contains no recorded value. */
final class UnreadableRecordingException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableRecordingException(String why) {
        super(why);
    }

    UnreadableRecordingException(String why, Throwable cause) {
        super(why, cause);
    }
}
