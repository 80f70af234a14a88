package why403.tally;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import why403.hash.HashKey;
import why403.log.LogReader;
import why403.trigger.LogObject;

/** Counts what the JVM allocates, so it depends on neither the machine nor its load. */
class AllocationTest {

    private static final int FEW = 20_000;
    private static final int MANY = 120_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static byte[] log(int lines, int status) {
        StringBuilder log = new StringBuilder("#Version: 1.0\n#Fields: date time c-ip cs-method cs(Host) cs-uri-stem"
                + " sc-status x-edge-result-type x-host-header\n");
        for (int i = 0; i < lines; i++) {
            int minute = i % 60;
            log.append("2026-11-24\t10:")
                    .append(minute < 10 ? "0" : "")
                    .append(minute)
                    .append(":00\t192.0.2.")
                    .append(i % 250)
                    .append("\tGET\td111111abcdef8.cloudfront.net\t/path-")
                    .append(i % 90)
                    .append("/item-")
                    .append(i)
                    .append('\t')
                    .append(status)
                    .append("\tHit\tWWW-")
                    .append(i % 70)
                    .append(".example.com\n");
        }
        return log.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private long allocatedFor(byte[] log) {
        LogObject object = new LogObject("logs", "E2EXAMPLE.2026-11-24-10.abcd1234.log");
        Horizon horizon = Horizon.ofEvent(Instant.parse("2026-11-24T11:00:00Z"));
        Forbidden rule = Forbidden.under(ErrorMapping.NONE);
        ObjectTally tally = new ObjectTally(object, id -> rule, horizon, Hashing.OF_REPLAY);
        ByteArrayInputStream stored = new ByteArrayInputStream(log);
        long before = threads.getCurrentThreadAllocatedBytes();
        new LogReader(host -> Optional.empty(), HashKey.OF_REPLAY).read(object, stored, tally);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(tally.tallies()).hasSize(1);
        return allocated;
    }

    private double bytesPerLine(int status) {
        byte[] few = log(FEW, status);
        byte[] many = log(MANY, status);
        allocatedFor(few); // what is loaded and linked for the first time
        return (allocatedFor(many) - allocatedFor(few)) / (double) (MANY - FEW);
    }

    @Test
    void aLineThatIsNotForbiddenAllocatesNothing() {
        assertThat(bytesPerLine(200)).isLessThan(1);
    }

    @Test
    void theTestNoticesAnAllocationForEachLine() {
        assertThat(bytesPerLine(403)).isGreaterThan(8);
    }
}
