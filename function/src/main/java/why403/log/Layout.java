package why403.log;

/** How the records of a log, or those under one of its header lines, are laid out. */
interface Layout {

    /**
     * Where the line that begins at {@code from} ends; -1 where its newline is not before {@code to}. May take note of
     * what it passes, for {@link #index} of the same line.
     */
    default int newline(byte[] bytes, int from, int to) {
        return Bytes.indexOf(bytes, (byte) '\n', from, to);
    }

    /** Shows the columns of the line in [start, end). A record may end before its last columns. */
    Problem index(byte[] bytes, int start, int end, LogLine line);
}
