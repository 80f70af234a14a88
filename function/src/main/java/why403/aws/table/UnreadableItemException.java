package why403.aws.table;

/** This release cannot read an item of the table. The message is a clause that says why, without a full stop. */
final class UnreadableItemException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnreadableItemException(String message) {
        super(message);
    }

    UnreadableItemException(String message, Throwable cause) {
        super(message, cause);
    }
}
