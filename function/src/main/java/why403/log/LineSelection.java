package why403.log;

/** Which records of a log are read. The others are passed over, as if the log did not contain them. */
@FunctionalInterface
public interface LineSelection {

    /** Every record. */
    LineSelection ALL = (distribution, line) -> true;

    /** Whether the record is read. */
    boolean contains(String distribution, LogLine line);
}
