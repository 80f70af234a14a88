package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import why403.log.LogStore;
import why403.trigger.LogObject;

/** Progress is shown on a terminal if reading takes long, and the bytes pass through unchanged. */
class ProgressTest {

    private static final LogObject OBJECT = new LogObject("example-logs", "cdn/\u001b[2Ja.gz");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private byte[] read(int bytes, boolean terminal) throws Exception {
        return read(OBJECT, bytes, terminal);
    }

    private byte[] read(LogObject object, int bytes, boolean terminal) throws Exception {
        byte[] stored = new byte[bytes];
        stored[bytes - 1] = 7;
        LogStore store = opened -> new ByteArrayInputStream(stored);
        PrintStream shown = new PrintStream(err, true, StandardCharsets.UTF_8);
        try (InputStream stream = new Progress(store, shown, terminal).open(object)) {
            byte[] first = {(byte) stream.read()};
            byte[] rest = stream.readAllBytes();
            assertThat(first[0]).isEqualTo(stored[0]);
            return rest;
        }
    }

    @Test
    void aLongReadIsShownAndErasedWithoutTheControlCharactersOfTheKey() throws Exception {
        byte[] rest = read(33 << 20, true);

        assertThat(rest).hasSize((33 << 20) - 1).endsWith(7);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("\r32 MB of logs read, now s3://example-logs/cdn/\uFFFD[2Ja.gz\u001b[K\r")
                .endsWith("\r\u001b[K");
    }

    @Test
    void aLongKeyIsCutSoThatTheLineDoesNotWrap() throws Exception {
        read(new LogObject("example-logs", "cdn/" + "x".repeat(200)), 33 << 20, true);

        String line = err.toString(StandardCharsets.UTF_8).split("\u001b", 2)[0];
        assertThat(line.strip()).hasSize(79).startsWith("32 MB of logs read, now s3://example-logs/cdn/xxx");
    }

    @Test
    void aShortReadIsNotShown() throws Exception {
        assertThat(read(1 << 20, true)).hasSize((1 << 20) - 1);
        assertThat(err.size()).isZero();
    }

    @Test
    void nothingIsShownWithoutATerminal() throws Exception {
        assertThat(read(33 << 20, false)).hasSize((33 << 20) - 1);
        assertThat(err.size()).isZero();
    }
}
