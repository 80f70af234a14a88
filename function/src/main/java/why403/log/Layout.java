package why403.log;

import why403.log.bytes.LineEnds;

/** Where the values of a record lie in its line. */
interface Layout extends LineEnds {

    /**
     * Finds the values of the line in [start, end) and shows them in {@code line}. A record can have fewer columns than
     * its header. The line can be one whose end {@link #newline} has found, or any other.
     */
    Problem index(byte[] bytes, int start, int end, LogLine line);
}
