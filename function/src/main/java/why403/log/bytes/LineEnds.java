package why403.log.bytes;

/** Finds where a line ends. A format that looks at every byte anyway can find its columns in the same pass. */
public interface LineEnds {

    /**
     * The index of the first newline in [from, to); -1 if there is none.
     *
     * @param from where the line begins
     */
    default int newline(byte[] bytes, int from, int to) {
        return ByteSearch.indexOf(bytes, (byte) '\n', from, to);
    }
}
