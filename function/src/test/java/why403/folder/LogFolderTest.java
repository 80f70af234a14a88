package why403.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import why403.log.LogStore;
import why403.log.UnreadableObjectException;
import why403.trigger.LogObject;

/** Two scenarios, {@code one} and {@code two}, and a file that no event can reach. */
class LogFolderTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeScenarios() throws IOException {
        write("one/s3/example-logs/cdn/E2.2026-11-24-10.a.gz", "first");
        write("two/s3/example-logs/cdn/E2.2026-11-24-10.a.gz", "second");
        write("x", "secret");
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static String read(LogStore store, String bucket, String key) throws Exception {
        try (InputStream stream = store.open(new LogObject(bucket, key))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private LogFolder one() {
        return new LogFolder(folder.resolve("one"));
    }

    private void assertUnreadable(String bucket, String key, String said) {
        assertThatThrownBy(() -> read(one(), bucket, key))
                .isInstanceOf(UnreadableObjectException.class)
                .hasMessageStartingWith("Cannot read s3://" + bucket + "/" + key + " from " + folder)
                .hasMessageContaining(said)
                .hasMessageEndingWith(".");
    }

    @Test
    void anObjectIsReadByItsKey() throws Exception {
        assertThat(read(one(), "example-logs", "cdn/E2.2026-11-24-10.a.gz")).isEqualTo("first");
    }

    @ParameterizedTest
    @CsvSource({
        "AWSLogs/DistributionId=E2/a b+c.gz, AWSLogs/DistributionId=E2/a b+c.gz",
        "a:b?.gz, a%3Ab%3F.gz",
        "docs/, docs%2F",
        "/docs, %2Fdocs",
        "100%.error, 100%25%2Eerror",
        "a/../b, a/%2E%2E/b"
    })
    void namesThatNoFileCanHaveAreEscaped(String key, String file) throws Exception {
        write("one/s3/example-logs/" + file, "escaped");
        assertThat(read(one(), "example-logs", key)).isEqualTo("escaped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "../../../x", "cdn/../../../../x", "/x", "//../../../x"})
    void aKeyNeverLeavesItsFolder(String key) {
        assertUnreadable("example-logs", key, "the file does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../..", "../../two/s3/example-logs", "."})
    void aBucketNeverLeavesItsFolder(String bucket) {
        assertUnreadable(bucket, "x", "the file does not exist");
    }

    @Test
    void aMissingObjectIsNamedWithItsPath() {
        assertUnreadable("example-logs", "cdn/gone.gz", "one/s3/example-logs/cdn/gone.gz: the file does not exist");
    }

    @Test
    void aFolderIsNotAnObject() {
        assertUnreadable("example-logs", "cdn", "it is not a regular file");
    }

    @Test
    void aLinkThatLeadsOutOfTheFolderIsNotFollowed() throws IOException {
        Files.createSymbolicLink(folder.resolve("one/s3/example-logs/out.gz"), folder.resolve("x"));
        Files.createSymbolicLink(folder.resolve("one/s3/linked"), folder.resolve("two/s3/example-logs"));
        assertUnreadable("example-logs", "out.gz", "it is a link that leads out of");
        assertUnreadable("linked", "cdn/E2.2026-11-24-10.a.gz", "it is a link that leads out of");
    }

    @Test
    void aLinkInsideTheFolderIsFollowed() throws Exception {
        Files.createSymbolicLink(folder.resolve("one/s3/example-logs/in.gz"), Path.of("cdn", "E2.2026-11-24-10.a.gz"));
        assertThat(read(one(), "example-logs", "in.gz")).isEqualTo("first");
    }

    @Test
    void anObjectIsReadFromTheFolderThatNamedItFirst() throws Exception {
        LogFolders folders = new LogFolders();
        LogObject object = new LogObject("example-logs", "cdn/E2.2026-11-24-10.a.gz");
        folders.named(object, folder.resolve("two"));
        folders.named(object, folder.resolve("one"));
        assertThat(read(folders, object.bucket(), object.key())).isEqualTo("second");
    }

    @Test
    void anObjectThatNoEventNamedIsUnreadable() {
        assertThatThrownBy(() -> read(new LogFolders(), "example-logs", "a"))
                .isInstanceOf(UnreadableObjectException.class)
                .hasMessage("Cannot read s3://example-logs/a: no event named it, so its folder is not known.");
    }
}
