package why403.log;

import java.util.Optional;

/** What came of reading one object. */
public sealed interface Reading {

    /**
     * A log, read to its end.
     *
     * @param records the records that were visited
     * @param unreadableRecords the records that were skipped, beside those visited
     * @param firstUnreadable the number of the first skipped record's line and what is wrong with it; empty where none
     *     was skipped
     */
    record Read(long records, long unreadableRecords, Optional<String> firstUnreadable) implements Reading {}

    /**
     * An object that is no log and is not named as one: to be passed over.
     *
     * @param why one line that names the object
     */
    record NoLog(String why) implements Reading {}

    /**
     * A log that cannot be read. Records may have been visited before that showed: they do not count.
     *
     * @param why one sentence that names the object and what to do
     */
    record Unreadable(String why) implements Reading {}
}
