package why403.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.hash.HashKey;
import why403.trigger.LogObject;

/** Memory does not grow with a log: an ordinary record allocates nothing, wherever the distribution's id comes from. */
class GarbageTest {

    private static final LogObject OBJECT = new LogObject("example-logs", "uploads/x.gz");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final LogReader reader = new LogReader(host -> Optional.of("E2EXAMPLE"), HashKey.OF_REPLAY);

    private long allocatedOver(String header, byte[] record, int times) {
        InputStream log = new SequenceInputStream(
                new ByteArrayInputStream(header.getBytes(StandardCharsets.US_ASCII)),
                new SequenceInputStream(Collections.enumeration(Collections.nCopies(times, record).stream()
                        .map(ByteArrayInputStream::new)
                        .toList())));
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Reading reading = reader.read(OBJECT, log, (distribution, line) -> {});
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(((Reading.Read) reading).unreadableRecords()).isZero();
        return allocated;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#Fields: date time sc-status cs(Host)\n|2026-11-24\t10:02:03\t403\td111111abcdef8.cloudfront.net\n",
                "date,time,sc-status,DistributionId\n|2026-11-24,10:02:03,403,E2EXAMPLE\n",
                "|{\"timestamp\":\"1795514523\",\"sc-status\":\"403\",\"cs(Host)\":\"d111111abcdef8.cloudfront.net\"}\n"
            })
    void ordinaryRecordsAllocateNothing(String log) {
        String[] parts = log.split("\\|", 2);
        byte[] thousand = parts[1].repeat(1000).getBytes(StandardCharsets.US_ASCII);
        allocatedOver(parts[0], thousand, 100);
        long little = allocatedOver(parts[0], thousand, 100);
        long much = allocatedOver(parts[0], thousand, 400);
        assertThat((much - little) / 300_000.0).isLessThan(1.0);
    }
}
