package why403.log;

import java.util.Optional;

/** The result of reading one object. */
public sealed interface Reading {

    /**
     * A log that was read to its end. At least one record was visited, unless it has no lines after its header.
     *
     * @param records how many records were visited
     * @param unreadableRecords how many other records were skipped, because they could not be read
     * @param firstUnreadable the line number of the first skipped record and what is wrong with it; empty if none was
     *     skipped
     */
    record Read(long records, long unreadableRecords, Optional<String> firstUnreadable) implements Reading {}

    /**
     * An object that is not a log, under a key that does not promise one. Callers skip it.
     *
     * @param why one sentence that names the object
     */
    record NoLog(String why) implements Reading {}

    /**
     * A log that cannot be read. Records that were visited before the reader found out do not count.
     *
     * @param why what is wrong, with the name of the object, and what to do
     */
    record Unreadable(String why) implements Reading {}
}
