package why403.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import why403.log.LogText;

/** Input that is bad costs only itself: beside it there is always an object with 100 records, and these count. */
class BadInputTest {

    private static final String GOOD = "with 100 records, 0 of them forbidden (0.0 %).\n";

    @TempDir
    private Path folder;

    private ScenarioFolder scenario;

    @BeforeEach
    void writeAGoodObject() {
        scenario = new ScenarioFolder(folder).log("good", new LogText().quiet(5));
    }

    private static void assertEnds(Run run, int exit, String... said) {
        assertThat(run.err()).contains(said);
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
    }

    private void assertUnreadable(String key, byte[] bytes, String... said) {
        Run run = Run.text(scenario.object(key, bytes).written());

        assertEnds(run, 1, said);
        assertThat(run.err()).contains("s3://example-logs/" + key, "No incident: 1 object " + GOOD);
        assertThat(run.err().lines()).hasSize(2);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] packed(int minutes) {
        return ScenarioFolder.gzip(new LogText().quiet(minutes).bytes());
    }

    @Test
    void anEventThatIsNoJson() {
        assertEnds(Run.text(scenario.writtenWithEvent("{\"Records\":[")), 1, folder + "/event.json is no JSON");
    }

    @Test
    void anEventOfUnknownShape() {
        assertEnds(
                Run.text(scenario.writtenWithEvent("{\"hello\":1}")),
                1,
                folder + "/event.json: ",
                "hello",
                "expected S3's {\"Records\"");
    }

    @Test
    void anObjectThatIsNotThere() {
        assertEnds(
                Run.text(scenario.named(ScenarioFolder.key("gone")).written()),
                1,
                "Cannot read s3://example-logs/" + ScenarioFolder.key("gone"),
                "there is no such file",
                GOOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "../../../x", "..%2F..%2Fx", "/etc/passwd", "./../../x"})
    void anObjectOutsideOfItsFolder(String key) throws IOException {
        Path inner = folder.resolve("inner");
        Files.write(folder.resolve("x"), new LogText().quiet(60).bytes());
        Path event = new ScenarioFolder(inner)
                .log("good", new LogText().quiet(5))
                .named(key)
                .written();
        Files.write(inner.resolve("x"), new LogText().quiet(60).bytes());

        assertEnds(Run.text(event), 1, "Cannot read s3://example-logs/", GOOD);
    }

    @Test
    void gzipThatIsCutShort() {
        byte[] whole = packed(20);

        assertUnreadable(
                ScenarioFolder.key("cut"),
                Arrays.copyOf(whole, whole.length / 2),
                "is broken: its",
                "store it again whole");
    }

    @Test
    void aSecondGzipMemberThatIsCutShort() {
        byte[] first = packed(20);
        byte[] second = ScenarioFolder.gzip(
                ascii(String.join("", new LogText().quiet(20).records())));
        byte[] both = Arrays.copyOf(first, first.length + second.length - 3);
        System.arraycopy(second, 0, both, first.length, second.length - 3);

        assertUnreadable(ScenarioFolder.key("cut"), both, "is broken: its", "store it again whole");
    }

    @Test
    void aBinaryFileUnderTheNameOfALog() {
        assertUnreadable(
                ScenarioFolder.key("image"),
                ascii("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"),
                "is named as a log but begins");
    }

    @Test
    void aBinaryFileUnderAnotherNameIsNoLog() {
        Run run = Run.text(scenario.object("site/logo.png", ascii("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"))
                .written());

        assertEnds(run, 0, "s3://example-logs/site/logo.png is no log: it begins with neither", "1 object " + GOOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdn/E2EXAMPLE.2026-11-24-10.abcd.parquet", "other/name"})
    void parquetWhateverItsName(String key) {
        assertUnreadable(key, ascii("PAR1\u0015\u0004\u0015\0PAR1"), "is Parquet, which is not read: choose w3c, json");
    }

    @Test
    void aHeaderWithoutARecordIsAnEmptyLog() {
        Run run = Run.text(scenario.log("empty", new LogText()).written());

        assertEnds(run, 0, "No incident: 2 objects " + GOOD);
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void aRecordWithoutAHeader() {
        assertUnreadable(
                ScenarioFolder.key("bare"),
                ScenarioFolder.gzip(ascii(String.join("", new LogText().quiet(1).records()))),
                "is named as a log but begins with neither");
    }

    private Run withLine(String line) {
        return Run.text(scenario.log("odd", new LogText().line(line).quiet(1)).written());
    }

    @Test
    void aLineOfTenMegabytes() {
        assertEnds(
                withLine("x".repeat(10 << 20)),
                0,
                "1 of 21 records could not be read and were skipped; the first is line 3: the line is longer than",
                "No incident: 2 objects with 120 records");
    }

    static Stream<String> goodRecord() {
        return new LogText().quiet(1).records().stream().map(String::strip).limit(1);
    }

    @ParameterizedTest
    @MethodSource("goodRecord")
    void aRecordWithMoreColumnsThanItsHeader(String record) {
        assertEnds(withLine(record + "\textra"), 0, "line 3: the record has more columns than its header names");
    }

    @ParameterizedTest
    @MethodSource("goodRecord")
    void bytesThatAreNoText(String record) {
        Run run = withLine(record.replace("/img/", "/\u00ff\u00c3(/"));

        assertEnds(run, 0, "No incident: 2 objects with 121 records");
        assertThat(run.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("goodRecord")
    void aRecordWithoutItsLastColumnsStillCounts(String record) {
        String shorter = record.substring(0, record.indexOf("curl"));

        assertEnds(withLine(shorter.strip()), 0, "No incident: 2 objects with 121 records");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24, the record holds no date and time",
        "2026-11-24 08:00:00 FRA60-P4 192.0.2.1 GET, the record holds no sc-status",
        "1999-11-24 08:00:00 FRA60-P4 192.0.2.1 GET h /x 200, before 2008",
        "9999-12-31 08:00:00 FRA60-P4 192.0.2.1 GET h /x 200, after 2100",
        "2026-13-45 08:00:00 FRA60-P4 192.0.2.1 GET h /x 200, date and time are none",
        "2026-11-24 25:61:61 FRA60-P4 192.0.2.1 GET h /x 200, date and time are none",
        "2026-11-24 08:00:00 FRA60-P4 192.0.2.1 GET h /x abc, sc-status is no HTTP status",
    })
    void aRecordThatIsNone(String line, String said) {
        assertEnds(
                withLine(line.replace(' ', '\t')),
                0,
                "1 of 21 records could not be read and were skipped; the first is line 3: ",
                said,
                "No incident: 2 objects with 120 records");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2008-01-01T00:00:00Z", "2100-12-31T23:58:00Z"})
    void theFirstAndTheLastYearAreReadBesideAnyOther(String time) {
        Path event = new ScenarioFolder(folder.resolve("old"))
                .deliveredAt("2008-01-01T00:00:00Z")
                .log("good", new LogText().quiet(5))
                .log("odd", new LogText().at(time).quiet(1))
                .written();

        assertEnds(Run.text(event), 0, "No incident: 2 objects with 120 records");
    }

    private Run withRecording(String path, String text) {
        return Run.json(scenario.log(
                        "spike",
                        new LogText().at("2026-11-24T08:05:00Z").quiet(60).trouble(10))
                .recording(path, text)
                .written());
    }

    @Test
    void aRecordingThatIsNoJson() {
        Run run = withRecording("cloudfront/get-distribution/E2EXAMPLE.json", "Unable to locate credentials");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("Cannot read the recording " + folder
                        + "/account/cloudfront/get-distribution/E2EXAMPLE.json: ");
        assertThat(run.lines()).map(NoticeContract::parsed).hasSize(1);
    }

    @Test
    void anAnswerAndARefusalToTheSameQuestion() {
        scenario.distribution("");

        Run run = withRecording(
                "cloudfront/get-distribution/E2EXAMPLE.error.json", "{\"Error\":{\"Code\":\"AccessDenied\"}}");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("E2EXAMPLE.error.json is there as well, and one of the two must go");
        assertThat(run.lines()).map(NoticeContract::parsed).hasSize(1);
    }

    @Test
    void aTestEventIsPassedOver() {
        Path event = scenario.writtenWithEvent(
                "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Time\":\"2026-11-24T10:00:00.000Z\","
                        + "\"Bucket\":\"example-logs\"}");

        assertEnds(Run.text(event), 0, folder + "/event.json: Passed over", "No incident: 0 objects with 0 records");
    }

    @Test
    void aRemovalIsPassedOver() {
        Path event = scenario.writtenWithEvent("{\"Records\":[{\"eventSource\":\"aws:s3\","
                + "\"eventName\":\"ObjectRemoved:Delete\",\"s3\":{\"bucket\":{\"name\":\"example-logs\"},"
                + "\"object\":{\"key\":\"cdn/a.gz\"}}}]}");

        assertEnds(
                Run.text(event),
                0,
                "event.json: Passed over ObjectRemoved:Delete of s3://example-logs/cdn/a.gz: no new");
    }
}
