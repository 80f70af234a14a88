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
import why403.text.Printable;

/** Bad input affects only itself: each event also names an object with 100 good records, which are counted. */
class BadInputTest {

    private static final String GOOD = "with 100 records, 0 forbidden (0.0 %).\n";

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
    void anObjectWhoseKeyCanControlATerminalIsNamedWithoutThat() {
        Run run = Run.text(scenario.writtenWithEvent("{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"logs\"},"
                + "\"object\":{\"key\":\"E2EXAMPLE.2026-11-24-09.%C2%9B31m%E2%80%AEliv.%E2%80%A8gz\"}}}]}"));

        assertEnds(run, 1, "s3://logs/E2EXAMPLE.2026-11-24-09.\uFFFD31m\uFFFDliv.\uFFFDgz");
        assertThat(run.err().lines()).hasSize(2).allMatch(Printable::isPrintable);
    }

    @Test
    void anEventThatIsNotJsonIsUnreadable() {
        assertEnds(Run.text(scenario.writtenWithEvent("{\"Records\":[")), 1, folder + "/event.json is not JSON: ");
    }

    @Test
    void anEventOfUnknownShapeIsUnreadable() {
        assertEnds(
                Run.text(scenario.writtenWithEvent("{\"hello\":1}")),
                1,
                folder + "/event.json: ",
                "hello",
                "expected S3's {\"Records\"");
    }

    @Test
    void anObjectThatDoesNotExistIsUnreadable() {
        assertEnds(
                Run.text(scenario.named(ScenarioFolder.key("gone")).written()),
                1,
                "Cannot read s3://example-logs/" + ScenarioFolder.key("gone"),
                "the file does not exist",
                GOOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "../../../x", "..%2F..%2Fx", "/etc/passwd", "./../../x"})
    void anObjectOutsideOfItsFolderIsUnreadable(String key) throws IOException {
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
    void gzipThatIsCutShortIsUnreadable() {
        byte[] whole = packed(20);

        assertUnreadable(
                ScenarioFolder.key("cut"),
                Arrays.copyOf(whole, whole.length / 2),
                "is damaged: its",
                "Store the whole object again.");
    }

    @Test
    void gzipWhoseSecondMemberIsCutShortIsUnreadable() {
        byte[] first = packed(20);
        byte[] second = ScenarioFolder.gzip(
                ascii(String.join("", new LogText().quiet(20).records())));
        byte[] both = Arrays.copyOf(first, first.length + second.length - 3);
        System.arraycopy(second, 0, both, first.length, second.length - 3);

        assertUnreadable(ScenarioFolder.key("cut"), both, "is damaged: its", "Store the whole object again.");
    }

    @Test
    void aBinaryFileUnderTheNameOfALogIsUnreadable() {
        assertUnreadable(
                ScenarioFolder.key("image"),
                ascii("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"),
                "is named like a log but is not one: it does not begin with");
    }

    @Test
    void aBinaryFileUnderAnotherNameIsSkipped() {
        Run run = Run.text(scenario.object("site/logo.png", ascii("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"))
                .written());

        assertEnds(
                run,
                0,
                "s3://example-logs/site/logo.png is not a log and was skipped: it does not begin with",
                "1 object " + GOOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdn/E2EXAMPLE.2026-11-24-10.abcd.parquet", "other/name"})
    void parquetIsUnreadableUnderAnyName(String key) {
        assertUnreadable(
                key, ascii("PAR1\u0015\u0004\u0015\0PAR1"), "is Parquet, which why403 cannot read. Choose w3c, json");
    }

    @Test
    void aHeaderWithoutARecordIsAnEmptyLog() {
        Run run = Run.text(scenario.log("empty", new LogText()).written());

        assertEnds(run, 0, "No incident: 2 objects " + GOOD);
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void recordsWithoutAHeaderAreUnreadable() {
        assertUnreadable(
                ScenarioFolder.key("bare"),
                ScenarioFolder.gzip(ascii(String.join("", new LogText().quiet(1).records()))),
                "is named like a log but is not one: it does not begin with");
    }

    private Run withLine(String line) {
        return Run.text(scenario.log("odd", new LogText().line(line).quiet(1)).written());
    }

    @Test
    void aLineOfTenMegabytesIsSkipped() {
        assertEnds(
                withLine("x".repeat(10 << 20)),
                0,
                "1 of 21 records could not be read and was skipped; the first is line 3: the line is longer than",
                "No incident: 2 objects with 120 records");
    }

    static Stream<String> goodRecord() {
        return new LogText().quiet(1).records().stream().map(String::strip).limit(1);
    }

    @ParameterizedTest
    @MethodSource("goodRecord")
    void aRecordWithMoreColumnsThanItsHeaderIsSkipped(String record) {
        assertEnds(withLine(record + "\textra"), 0, "line 3: the record has more columns than its header names");
    }

    @ParameterizedTest
    @MethodSource("goodRecord")
    void aRecordWithBytesThatAreNotTextCounts(String record) {
        Run run = withLine(record.replace("/img/", "/\u00ff\u00c3(/"));

        assertEnds(run, 0, "No incident: 2 objects with 121 records");
        assertThat(run.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("goodRecord")
    void aRecordWithoutItsLastColumnsCounts(String record) {
        String shorter = record.substring(0, record.indexOf("curl"));

        assertEnds(withLine(shorter.strip()), 0, "No incident: 2 objects with 121 records");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "2026-11-24, the record has no date and time",
                "2026-11-24 08:00:00 FRA60-P4 192.0.2.1 GET, the record has no sc-status",
                "1999-11-24 08:00:00 FRA60-P4 192.0.2.1 GET h /x 200, and found \"1999-11-24 08:00:00\"",
                "9999-12-31 08:00:00 FRA60-P4 192.0.2.1 GET h /x 200, and found \"9999-12-31 08:00:00\"",
                "2026-13-45 08:00:00 FRA60-P4 192.0.2.1 GET h /x 200, and found \"2026-13-45 08:00:00\"",
                "2026-11-24 25:61:61 FRA60-P4 192.0.2.1 GET h /x 200, and found \"2026-11-24 25:61:61\"",
                "2026-11-24 08:00:00 FRA60-P4 192.0.2.1 GET h /x abc, sc-status is not an HTTP status",
            })
    void aRecordThatCannotBeReadIsSkipped(String line, String said) {
        assertEnds(
                withLine(line.replace(' ', '\t')),
                0,
                "1 of 21 records could not be read and was skipped; the first is line 3: ",
                said,
                "No incident: 2 objects with 120 records");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2008-01-01T00:00:00Z", "2100-12-31T23:58:00Z"})
    void theFirstAndTheLastYearAreRead(String time) {
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
                        new LogText().at("2026-11-24T08:05:00Z").quiet(60).refusals(10))
                .recording(path, text)
                .written());
    }

    @Test
    void aRecordingThatIsNotJsonIsUnreadable() {
        Run run = withRecording("cloudfront/get-distribution/E2EXAMPLE.json", "Unable to locate credentials");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("Cannot read the recording " + folder
                        + "/account/cloudfront/get-distribution/E2EXAMPLE.json: ");
        assertThat(run.lines()).map(NoticeContract::parsed).hasSize(1);
    }

    @Test
    void aRecordedAnswerAndAnErrorForTheSameQuestionAreUnreadable() {
        scenario.distribution("");

        Run run = withRecording(
                "cloudfront/get-distribution/E2EXAMPLE.error.json", "{\"Error\":{\"Code\":\"AccessDenied\"}}");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("E2EXAMPLE.error.json exists, too; delete one of the two");
        assertThat(run.lines()).map(NoticeContract::parsed).hasSize(1);
    }

    @Test
    void aTestEventIsSkipped() {
        Path event = scenario.writtenWithEvent(
                "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Time\":\"2026-11-24T10:00:00.000Z\","
                        + "\"Bucket\":\"example-logs\"}");

        assertEnds(Run.text(event), 0, folder + "/event.json: Skipped", "No incident: 0 objects with 0 records");
    }

    @Test
    void aRemovalIsSkipped() {
        Path event = scenario.writtenWithEvent("{\"Records\":[{\"eventSource\":\"aws:s3\","
                + "\"eventName\":\"ObjectRemoved:Delete\",\"s3\":{\"bucket\":{\"name\":\"example-logs\"},"
                + "\"object\":{\"key\":\"cdn/a.gz\"}}}]}");

        assertEnds(Run.text(event), 0, "event.json: Skipped ObjectRemoved:Delete of s3://example-logs/cdn/a.gz: ");
    }

    private Run withLog(String text) {
        return Run.text(scenario.object(ScenarioFolder.key("odd"), ScenarioFolder.gzip(ascii(text)))
                .written());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#Fields: date time sc-status cs-uri-stem\n2026-11-24%%10:02:03%%403%%/a\n",
                "#Fields: date time sc-status cs-uri-stem\n2026-11-24\t10:02:03\t403\t/a\t\n",
                "#Fields: timestamp sc-status cs-uri-stem\n1795514523.25\t403\t/a\n",
                "#Fields: timestamp sc-status cs-uri-stem\n2026-11-24T10:02:03.250Z\t403\t/a\n",
            })
    void aRecordInARareFormCounts(String log) {
        Run run = withLog(log);

        assertEnds(run, 0, "No incident: 2 objects with 101 records, 1 forbidden (1.0 %).");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void oneRecordIsSingular() {
        Path event = new ScenarioFolder(folder.resolve("one"))
                .object(ScenarioFolder.key("one"), ascii("#Fields: date time sc-status\n2026-11-24\t10:02:03\t403\n"))
                .written();

        assertEnds(Run.text(event), 0, "No incident: 1 object with 1 record, 1 forbidden (100.0 %).");
    }

    @Test
    void aLogWithTheDelimiterInAValueIsUnreadable() {
        String log = """
                date,time,sc-status,cs(User-Agent)
                2026-11-24,10:02:03,200,bot
                2026-11-24,10:02:04,403,Mozilla/5.0%20(KHTML,%20like%20Gecko)
                """;

        assertUnreadable(
                ScenarioFolder.key("comma"),
                ScenarioFolder.gzip(ascii(log)),
                "separates its columns with \",\", and a record contains this delimiter in a value",
                "Choose a tab as the field delimiter");
    }

    @Test
    void aLogWithoutAReadableRecordIsUnreadable() {
        String log = "#Version: 1.0\n#Fields: date time c-ip x-event x-cf-status\n"
                + "2026-11-24\t10:02:03\t192.0.2.1\tplay\tOK\n".repeat(2);

        assertUnreadable(
                ScenarioFolder.key("streaming"),
                ScenarioFolder.gzip(ascii(log)),
                "has 2 records, none of which can be read; the first is in line 3: the record has no sc-status");
    }
}
