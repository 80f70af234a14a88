package why403.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import why403.account.FileName;
import why403.aws.S3Server.Failure;
import why403.hash.HashKey;
import why403.log.LogReader;
import why403.log.LogText;
import why403.log.Reading;
import why403.log.UnreadableObjectException;
import why403.trigger.LogObject;

/** Reads log objects over HTTP, and handles failures of S3 and the network. */
class S3LogStoreTest {

    private static final String BUCKET = "example-logs";
    private static final LogObject LOG = new LogObject(BUCKET, "cdn/E2EXAMPLE.2026-11-24-09.a1b2c3d4");
    private static final ClientTimeouts HURRIED =
            new ClientTimeouts(2, Duration.ofMillis(300), Duration.ofSeconds(20), Duration.ofMillis(1));

    @TempDir
    private Path scenario;

    private final LogReader reader = new LogReader(host -> Optional.empty(), HashKey.OF_REPLAY);
    private S3Server server;
    private Clients clients;
    private byte[] bytes;

    @BeforeEach
    void start() throws IOException {
        server = S3Server.start(scenario);
        clients = LocalClients.of(server.endpoint());
        bytes = new LogText().quiet(60).bytes();
        put(LOG.key(), bytes);
    }

    @AfterEach
    void stop() {
        clients.close();
        server.close();
    }

    private void put(String key, byte[] content) throws IOException {
        Path file = scenario.resolve("s3").resolve(BUCKET).resolve(FileName.ofKey(key));
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private InputStream open(LogObject object) throws UnreadableObjectException {
        return new S3LogStore(clients).open(object);
    }

    private Reading read(LogObject object) throws Exception {
        try (InputStream stream = open(object)) {
            return reader.read(object, stream, (distribution, line) -> {});
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdn/E2.2026-11-24-10.a.gz", "AWSLogs/DistributionId=E2/a b+c%?&#ü.gz", "docs/", "a/../b"})
    void theStreamReturnsTheStoredBytes(String key) throws Exception {
        put(key, bytes);
        try (InputStream stream = open(new LogObject(BUCKET, key))) {
            assertThat(stream.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void anEmptyObjectIsEmpty() throws Exception {
        put("empty", new byte[0]);
        try (InputStream stream = open(new LogObject(BUCKET, "empty"))) {
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void bytesCanBeReadOneByOne() throws Exception {
        put("short", new byte[] {(byte) 0xFF, 0});
        try (InputStream stream = open(new LogObject(BUCKET, "short"))) {
            assertThat(new int[] {stream.read(), stream.read(), stream.read()}).containsExactly(0xFF, 0, -1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DENIED | access is denied (AccessDenied). Allow the function's role s3:GetObject",
                "KEY_DENIED | allow the function's role kms:Decrypt",
                "ARCHIVED | the object is archived (InvalidObjectState). Restore it",
                "THROTTLED | S3 throttled the request (SlowDown)",
                "FAILING | S3 failed (InternalError)",
                "WEB_PAGE | S3 refused the request (418)",
                "WITHOUT_LENGTH | the response has no Content-Length"
            })
    void aRefusalNamesTheObjectAndWhatToDo(Failure failure, String said) {
        server.fail(BUCKET, LOG.key(), failure);

        assertThatThrownBy(() -> open(LOG))
                .isInstanceOf(UnreadableObjectException.class)
                .hasMessageStartingWith("Cannot read s3://" + BUCKET + "/" + LOG.key() + ": ")
                .hasMessageContaining(said)
                .hasMessageEndingWith(".")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aMissingObjectOrBucketIsReported() {
        assertThatThrownBy(() -> open(new LogObject(BUCKET, "gone")))
                .isInstanceOf(UnreadableObjectException.class)
                .hasMessageStartingWith("Cannot read s3://example-logs/gone: the object no longer exists (NoSuchKey)");
        assertThatThrownBy(() -> open(new LogObject("example-nowhere", "gone")))
                .isInstanceOf(UnreadableObjectException.class)
                .hasMessageContaining("the bucket does not exist (NoSuchBucket)");
    }

    @Test
    void aClosedEndpointIsOutOfReach() {
        server.close();

        assertThatThrownBy(() -> open(LOG))
                .isInstanceOf(UnreadableObjectException.class)
                .hasMessageContaining("GetObject failed on the network");
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"BROKEN", "STALLING"})
    void aResponseThatEndsEarlyFailsTheRead(Failure failure) {
        clients = LocalClients.of(server.endpoint(), HURRIED);
        server.fail(BUCKET, LOG.key(), failure);

        assertThatThrownBy(() -> read(LOG))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Cannot read " + LOG + " to its end: S3's response ended after byte "
                        + bytes.length / 2 + " of " + bytes.length)
                .hasMessageContaining("reads the object again");
    }

    @Test
    void anEndlessObjectIsStreamedAndAbortedWhenTheReaderStops() throws Exception {
        server.fail(BUCKET, LOG.key(), Failure.ENDLESS);
        long[] lines = {0};

        assertThatThrownBy(() -> {
                    try (InputStream stream = open(LOG)) {
                        reader.read(LOG, stream, (distribution, line) -> {
                            if (++lines[0] == 100_000) {
                                throw new IllegalStateException("enough");
                            }
                        });
                    }
                })
                .hasMessage("enough");
        server.awaitThatNobodyReads();
    }

    @Test
    void anEndlessObjectThatIsNotALogIsAbortedAtOnce() throws Exception {
        LogObject page = new LogObject(BUCKET, "site/endless.html");
        put(page.key(), "<p>".repeat(30_000).getBytes(StandardCharsets.US_ASCII));
        server.fail(BUCKET, page.key(), Failure.ENDLESS);

        assertThat(read(page)).isInstanceOf(Reading.NoLog.class);
        server.awaitThatNobodyReads();
    }
}
