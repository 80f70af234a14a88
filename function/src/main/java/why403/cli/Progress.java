package why403.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import why403.log.LogStore;
import why403.log.UnreadableObjectException;
import why403.trigger.LogObject;

/** Shows on a terminal how far a long input has been read. The bytes pass through unchanged. */
final class Progress implements LogStore {

    private static final long BYTES_BETWEEN_LINES = 32L << 20;
    /** A line that wraps could not be erased whole. */
    private static final int NARROWEST_TERMINAL = 79;

    private static final String CLEAR_TO_THE_END = "\u001b[K";

    private final LogStore store;
    private final PrintStream err;
    private final boolean terminal;
    private long bytesRead;
    private long nextLine = BYTES_BETWEEN_LINES;

    Progress(LogStore store, PrintStream err, boolean terminal) {
        this.store = store;
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public InputStream open(LogObject object) throws UnreadableObjectException {
        InputStream opened = store.open(object);
        return terminal ? new Counting(opened, object) : opened;
    }

    private void count(int bytes, LogObject object) {
        bytesRead += Math.max(0, bytes);
        if (bytesRead >= nextLine) {
            nextLine += BYTES_BETWEEN_LINES;
            String line = (bytesRead >> 20) + " MB of logs read, now " + object;
            err.print("\r" + line.substring(0, Math.min(line.length(), NARROWEST_TERMINAL)) + CLEAR_TO_THE_END + "\r");
        }
    }

    private final class Counting extends FilterInputStream {

        private final LogObject object;

        Counting(InputStream in, LogObject object) {
            super(in);
            this.object = object;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1, object);
            return next;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count(read, object);
            return read;
        }

        /** Erases the line, so that it does not mix with what is printed next. */
        @Override
        public void close() throws IOException {
            super.close();
            if (nextLine > BYTES_BETWEEN_LINES) {
                err.print("\r" + CLEAR_TO_THE_END);
            }
        }
    }
}
