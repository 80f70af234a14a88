package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void bytesThatAreNotTextAffectOnlyTheirRow() throws IOException {
        StringBuilder rows = new StringBuilder("minute,requests,forbidden\n");
        for (int minute = 0; minute < 60; minute++) {
            rows.append(String.format("2026-11-24T10:%02d:00Z,100,%d%n", minute, minute < 50 ? 0 : 60));
        }
        Path series = folder.resolve("series.csv");
        byte[] bytes = rows.toString().getBytes(StandardCharsets.US_ASCII);
        bytes[rows.indexOf("2026-11-24T10:02")] = (byte) 0xFF;
        Files.write(series, bytes);

        assertThat(detect(series)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("Line 4 of the series: expected an ISO 8601 instant")
                .hasLineCount(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{\"opened\":\"2026-11-24T10:50:00Z\"");
    }

    @Test
    void aMissingFileIsAWrongArgument() {
        assertThat(detect(folder.resolve("none.csv"))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("There is no file ");
    }

    private int detect(Path series) {
        return new CommandLineInterface(
                        InputStream.nullInputStream(),
                        print(out),
                        print(err),
                        false,
                        "1.2.3",
                        InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z")),
                        Run.NO_CREDENTIALS)
                .run("detect", series.toString());
    }

    private static PrintStream print(ByteArrayOutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }
}
