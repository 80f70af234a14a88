package why403.sample;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of stored log objects a pass may still read. Objects are unpacked in a thread of their own. */
final class ByteBudget {

    private final AtomicLong left;

    ByteBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** An object that was begun is read to its end, so the last one can exceed the budget. */
    boolean isUsedUp() {
        return left.get() <= 0;
    }

    /** The same stream; what is read of it counts. */
    InputStream counting(InputStream stored) {
        return new FilterInputStream(stored) {
            @Override
            public int read() throws IOException {
                int value = super.read();
                left.addAndGet(value < 0 ? 0 : -1);
                return value;
            }

            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                int length = super.read(into, from, most);
                left.addAndGet(-Math.max(0, length));
                return length;
            }
        };
    }
}
