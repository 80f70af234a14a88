package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import why403.spike.Sensitivity;

class DetectionTest {

    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StringBuilder series = new StringBuilder();
    private Instant next = START;

    @Test
    void anIncidentIsOneLine() throws IOException {
        series.append("minute,requests,forbidden\n");
        minutes(180, "100,0");
        minutes(10, "100,60");
        minutes(60, "100,0");

        assertThat(run()).isZero();
        assertThat(text(out))
                .isEqualTo("{\"opened\":\"2026-11-24T03:00:00Z\",\"from\":\"2026-11-24T03:00:00Z\","
                        + "\"resolved\":\"2026-11-24T03:38:00Z\",\"peakRate\":0.6,\"oneClient\":false}\n");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void anOpenIncidentHasNotResolved() throws IOException {
        series.append("minute,requests,forbidden\n");
        minutes(180, "100,0");
        minutes(10, "70,1");
        minutes(10, "70,25");

        assertThat(run()).isZero();
        assertThat(text(out)).contains("\"resolved\":null,\"peakRate\":0.357,");
    }

    @Test
    void theTopClientsOfNeighboringRowsAreOneClient() throws IOException {
        series.append("minute,requests,forbidden,topClientRequests,topClientForbidden\n");
        minutes(180, "100,0,5,0");
        minutes(10, "130,30,30,30");
        minutes(60, "100,0,5,0");

        assertThat(run()).isZero();
        assertThat(text(out)).contains("\"oneClient\":true}").hasLineCount(1);
    }

    @Test
    void allIncidentsArePrintedInTheOrderInWhichTheyOpened() throws IOException {
        series.append("minute,requests,forbidden\n");
        for (int day = 0; day < 12; day++) {
            minutes(1510, "100,0");
            minutes(10, "100,60");
        }

        assertThat(run()).isZero();
        assertThat(text(out).lines().map(line -> line.substring(11, 31)))
                .hasSize(12)
                .isSorted()
                .startsWith("2026-11-25T01:10:00Z");
    }

    @Test
    void missingMinutesHaveNoRequests() throws IOException {
        series.append("minute,requests,forbidden\n");
        minutes(180, "100,0");
        next = Instant.parse("2026-11-29T23:00:00Z");
        minutes(5, "100,60");

        assertThat(run()).isZero();
        assertThat(text(out)).hasLineCount(1).contains("\"peakRate\":0.6,");
    }

    @Test
    void aBadRowIsNamedTheRestCountsAndTheExitCodeIsOne() throws IOException {
        series.append("minute,requests,forbidden\n");
        minutes(180, "100,0");
        series.append("nonsense\n");
        minutes(10, "100,60");

        assertThat(run()).isEqualTo(1);
        assertThat(text(out)).hasLineCount(1);
        assertThat(text(err))
                .isEqualTo("Line 182 of the series: expected 3 columns and found 1" + System.lineSeparator());
    }

    @Test
    void nothingUnusualPrintsNothing() throws IOException {
        series.append("minute,requests,forbidden\n");
        minutes(300, "100,1");

        assertThat(run()).isZero();
        assertThat(text(out)).isEmpty();
    }

    private void minutes(int count, String cells) {
        for (int i = 0; i < count; i++) {
            series.append(next).append(',').append(cells).append('\n');
            next = next.plus(Duration.ofMinutes(1));
        }
    }

    private int run() throws IOException {
        PrintStream printedOut = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream printedErr = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Detection(Sensitivity.NORMAL).run(new StringReader(series.toString()), printedOut, printedErr);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
