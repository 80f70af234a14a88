package why403.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import why403.hash.HashKey;
import why403.trigger.LogObject;

/** The thread that unpacks in advance delivers all bytes and failures, and ends with the reading. */
class BlocksAheadTest {

    private static final byte[] RECORDS =
            "#Fields: date time sc-status\n2026-11-24\t10:02:03\t403\n".getBytes(StandardCharsets.US_ASCII);
    private static final LogObject OBJECT = new LogObject("example-logs", Readings.KEY);

    private final LogReader reader = new LogReader(host -> Optional.empty(), HashKey.OF_REPLAY);

    /** What happens when the bytes are used up; -1 ends the stream. */
    @FunctionalInterface
    private interface Then {
        int run() throws IOException;
    }

    /** Repeats the same record, then does what the end requires. */
    private static InputStream endless(long until, Then then) {
        return new InputStream() {
            private long at;

            @Override
            public int read() throws IOException {
                return at == until ? then.run() : RECORDS[(int) (at++ % RECORDS.length)];
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int first = read();
                if (first < 0) {
                    return -1;
                }
                into[from] = (byte) first;
                int read = 1;
                while (read < length && at < until) {
                    into[from + read++] = (byte) read();
                }
                return read;
            }
        };
    }

    @AfterEach
    void noThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("why403-unpack");
        Thread.interrupted();
    }

    @Test
    void sizesAroundABlockAreReadWhole() {
        int block = 256 * 1024;
        for (int length : new int[] {block - 1, block, block + 1, 2 * block, 4 * block, 5 * block, 9 * block + 17}) {
            long records = (length + 1L) / RECORDS.length;
            Reading.Read read = (Reading.Read) reader.read(OBJECT, endless(length, () -> -1), (id, line) -> {});
            assertThat(read.records()).isBetween(records, records + 1);
        }
    }

    @Test
    void visitorThatThrowsEndsTheReading() {
        long[] visits = {0};
        assertThatThrownBy(() -> reader.read(OBJECT, endless(Long.MAX_VALUE, () -> -1), (id, line) -> {
                    if (visits[0]++ == 50_000) {
                        throw new IllegalStateException("enough");
                    }
                }))
                .hasMessage("enough");
    }

    @Test
    void unpackersFailureReachesTheReader() {
        for (Exception failure : new Exception[] {new IOException("reset"), new IllegalStateException("odd")}) {
            InputStream failing = endless(3_000_000, () -> {
                if (failure instanceof IOException io) {
                    throw io;
                }
                throw (RuntimeException) failure;
            });
            assertThatThrownBy(() -> reader.read(OBJECT, failing, (id, line) -> {}))
                    .hasMessageContaining(failure.getMessage());
        }
    }

    @Test
    void errorInTheUnpackerIsNotLost() {
        InputStream failing = endless(3_000_000, () -> {
            throw new StackOverflowError("deep");
        });
        assertThatThrownBy(() -> reader.read(OBJECT, failing, (id, line) -> {})).hasMessage("deep");
    }

    @Test
    void interruptedReaderStopsAndStaysInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        Thread reading = Thread.currentThread();
        InputStream stalling = endless(600_000, () -> {
            reading.interrupt();
            never.countDown();
            return -1;
        });
        assertThatThrownBy(() -> reader.read(OBJECT, stalling, (id, line) -> {
                    if (line.epochSecond() == 0) {
                        never.countDown();
                    }
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
