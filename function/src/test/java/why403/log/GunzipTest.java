package why403.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static why403.log.Readings.KEY;
import static why403.log.Readings.clean;
import static why403.log.Readings.gzip;
import static why403.log.Readings.joined;
import static why403.log.Readings.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every legal form of gzip is read, and every damage is detected. */
class GunzipTest {

    private static final String HEADER = "#Version: 1.0\n#Fields: date time sc-status\n";
    private static final String RECORD = "2026-11-24\t10:02:03\t403\n";
    private static final byte[] FIRST = gzip(HEADER + RECORD);
    private static final byte[] SECOND = gzip(RECORD + RECORD);

    private static String unreadable(byte[] stored) {
        return ((Reading.Unreadable) read(KEY, stored).reading()).why();
    }

    @Test
    void everyMemberIsReadEvenIfTheStreamSaysThatNothingIsAvailable() {
        byte[] stored = joined(FIRST, gzip(""), SECOND, gzip(""));
        for (int most : new int[] {1, 2, 7, FIRST.length, 100_000}) {
            assertThat(read(KEY, Readings.dripping(stored, most)).reading()).isEqualTo(clean(3));
        }
    }

    @Test
    void aRecordCanBeginInOneMemberAndEndInTheNext() {
        byte[] log = (HEADER + RECORD).getBytes(StandardCharsets.US_ASCII);
        for (int cut = 1; cut < log.length; cut++) {
            byte[] stored = joined(gzip(Arrays.copyOf(log, cut)), gzip(Arrays.copyOfRange(log, cut, log.length)));
            assertThat(read(KEY, stored).reading()).isEqualTo(clean(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 8, 16, 6, 12, 24, 30, 31})
    void optionalPartsOfAHeaderAreSkipped(int flags) {
        byte[] header = header(flags);
        byte[] stored = joined(header, Arrays.copyOfRange(FIRST, 10, FIRST.length), SECOND);
        assertThat(read(KEY, Readings.dripping(stored, 3)).reading()).isEqualTo(clean(3));
    }

    @Test
    void theHeaderChecksumIsVerified() {
        byte[] header = header(2);
        header[header.length - 1] ^= 1;
        assertThat(unreadable(joined(header, Arrays.copyOfRange(FIRST, 10, FIRST.length))))
                .contains("gzip member 1 does not match its header checksum");
    }

    private static byte[] header(int flags) {
        byte[] fixed = {0x1F, (byte) 0x8B, 8, (byte) flags, 1, 2, 3, 4, 0, 3};
        byte[] extra = (flags & 4) == 0 ? new byte[0] : new byte[] {3, 0, 'a', 0, 'b'};
        byte[] name = (flags & 8) == 0 ? new byte[0] : new byte[] {'n', 'a', 'm', 'e', 0};
        byte[] comment = (flags & 16) == 0 ? new byte[0] : new byte[] {'c', 0};
        byte[] before = joined(fixed, extra, name, comment);
        CRC32 checksum = new CRC32();
        checksum.update(before);
        int value = (int) checksum.getValue();
        return (flags & 2) == 0 ? before : joined(before, new byte[] {(byte) value, (byte) (value >> 8)});
    }

    @Test
    void anObjectThatIsCutShortAnywhereIsUnreadable() {
        byte[] stored = joined(FIRST, SECOND);
        for (int length = 2; length < stored.length; length++) {
            if (length != FIRST.length) {
                assertThat(unreadable(Arrays.copyOf(stored, length)))
                        .startsWith("s3://example-logs/" + KEY + " is damaged: its gzip member ")
                        .contains("cut short");
            }
        }
    }

    @Test
    void anObjectIsUnreadableIfItsLastMemberIsCutShortAfterRecordsWereVisited() {
        byte[] much = gzip(HEADER + RECORD.repeat(100_000));
        Readings.Result result = read(KEY, joined(much, Arrays.copyOf(SECOND, SECOND.length - 1)));
        assertThat(result.reading()).isInstanceOf(Reading.Unreadable.class);
        assertThat(result.visits()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0000\u0000\u0000\u0000", "garbage", "\u001F", "\u001Fx"})
    void anObjectWithBytesAfterItsLastMemberIsUnreadable(String garbage) {
        assertThat(unreadable(joined(FIRST, garbage.getBytes(StandardCharsets.ISO_8859_1))))
                .containsAnyOf("gzip member 1 is followed by bytes that are not gzip", "member 2 is cut short");
    }

    @Test
    void checksumAndLengthAreVerified() {
        byte[] checksum = FIRST.clone();
        checksum[FIRST.length - 8] ^= 1;
        byte[] length = FIRST.clone();
        length[FIRST.length - 1] ^= 1;
        assertThat(unreadable(checksum)).contains("gzip member 1 does not match its checksum");
        assertThat(unreadable(length)).contains("gzip member 1 does not match its length");
    }

    @Test
    void damageInsideAMemberNeverGivesADifferentLog() {
        for (int at = 10; at < FIRST.length; at++) {
            byte[] damaged = FIRST.clone();
            damaged[at] ^= 0x10;
            Readings.Result result = read(KEY, damaged);
            // The last bits of a deflate stream mean nothing.
            if (!(result.reading() instanceof Reading.Unreadable)) {
                assertThat(at).isEqualTo(FIRST.length - 9);
                assertThat(result.visits()).isEqualTo(read(KEY, FIRST).visits());
            }
        }
    }

    @Test
    void anUnknownMethodAndReservedFlagsAreRefused() {
        byte[] method = FIRST.clone();
        method[2] = 7;
        byte[] flags = FIRST.clone();
        flags[3] = (byte) 0x80;
        assertThat(unreadable(method)).contains("uses an unknown compression method or reserved flags");
        assertThat(unreadable(flags)).contains("uses an unknown compression method or reserved flags");
    }

    @Test
    void aFailureOfTheStreamIsThrown() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return read();
            }
        };
        byte[] begun = gzip(HEADER + RECORD.repeat(100_000));
        for (int length : new int[] {0, 1, 5, begun.length / 2, begun.length}) {
            InputStream stored =
                    new SequenceInputStream(new ByteArrayInputStream(Arrays.copyOf(begun, length)), failing);
            assertThatThrownBy(() -> read(KEY, stored))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(KEY)
                    .hasMessageContaining("connection reset");
        }
    }
}
