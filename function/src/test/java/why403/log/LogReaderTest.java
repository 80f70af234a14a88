package why403.log;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.log.Readings.clean;
import static why403.log.Readings.read;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.hash.HashKey;
import why403.log.Readings.Result;
import why403.log.Readings.Visit;
import why403.log.bytes.LineSplitter;
import why403.trigger.LogObject;

/** The formats of standard logs, and what is wrong with single records. */
class LogReaderTest {

    private static final String SHORT_HEADER = "#Version: 1.0\n#Fields: date time c-ip sc-status cs-uri-stem\n";
    private static final String GOOD = "2026-11-24\t10:02:03\t192.0.2.7\t403\t/a.png\n";
    private static final long SECOND = Instant.parse("2026-11-24T10:02:03Z").getEpochSecond();

    private static final List<String> LEGACY =
            Arrays.stream(Field.values()).map(Field::columnName).limit(33).toList();

    private static Reading.Read oneBad(long records, String sentence) {
        return new Reading.Read(records, 1, Optional.of(sentence));
    }

    @Test
    void legacyLogWithAll33ColumnsIsRead() {
        Result result = read("#Version: 1.0\n#Fields: " + String.join(" ", LEGACY) + "\n"
                + "2026-11-24\t10:02:03\tFRA56-P4\t616\t192.0.2.7\tGET\td111111abcdef8.cloudfront.net\t/a%20b.png\t403"
                + "\t-\tcurl/8.7.1\tv=1\t-\tError\tabc123==\tcdn.example.com\thttps\t407\t0.037\t-\tTLSv1.3"
                + "\tTLS_AES_128_GCM_SHA256\tError\tHTTP/2.0\t-\t-\t64461\t0.036\tError\tapplication/xml\t243\t-\t-\n");
        Visit visit = result.only();
        assertThat(result.reading()).isEqualTo(clean(1));
        assertThat(visit.distribution()).isEqualTo("E2EXAMPLE");
        assertThat(visit.second()).isEqualTo(SECOND);
        assertThat(visit.status()).isEqualTo(403);
        assertThat(visit.raw())
                .hasSize(26)
                .containsEntry(Field.URI_STEM, "/a%20b.png")
                .containsEntry(Field.CONTENT_LENGTH, "243")
                .doesNotContainKeys(Field.REFERER, Field.RANGE_END, Field.ASN);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 15, 18, 19, 24, 26, 33})
    void headerDecidesHowManyColumnsThereAre(int columns) {
        List<String> values = new ArrayList<>(
                LEGACY.stream().limit(columns).map(name -> "of-" + name).toList());
        values.set(0, "2026-11-24");
        values.set(1, "10:02:03");
        values.set(8, "200");
        Result result = read(
                "#Fields: " + String.join(" ", LEGACY.subList(0, columns)) + "\n" + String.join("\t", values) + "\n");
        assertThat(List.copyOf(result.only().raw().values())).isEqualTo(values);
    }

    @Test
    void aRecordShorterThanItsHeaderLacksTheLastFieldsEvenAfterALongerRecord() {
        Result result = read(SHORT_HEADER + GOOD + "2026-11-24\t10:02:04\t192.0.2.7\t200\n");
        assertThat(result.visits().get(0).raw()).containsKey(Field.URI_STEM);
        assertThat(result.visits().get(1).raw()).doesNotContainKey(Field.URI_STEM);
    }

    @Test
    void w3cColumnsCanComeInAnyOrderAndIncludeUnknownFields() {
        String names = "timestamp DistributionId x-new date time sc-status asn";
        Result result = read("#Version: 1.0\n#Fields: " + names + "\n"
                + "1795514523\tE3OTHEREXAMPLE\tx\t2026-11-24\t10:02:03\t403\t64500\n");
        assertThat(result.only().distribution()).isEqualTo("E3OTHEREXAMPLE");
        assertThat(result.only().second()).isEqualTo(SECOND);
        assertThat(result.only().raw()).containsEntry(Field.ASN, "64500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", ",", "|", " ", ";"})
    void aW3cHeaderCanUseTabsOrTheDelimiterOfItsRecords(String delimiter) {
        String names = String.join(delimiter, "date", "time", "c-ip", "sc-status", "cs-uri-stem");
        Result result = read("#Version: 1.0\n#Fields:" + (delimiter.isBlank() ? delimiter : " ") + names + "\n"
                + GOOD.replace("\t", delimiter));
        assertThat(result.only().raw()).hasSize(5).containsEntry(Field.URI_STEM, "/a.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", " ", ",", ";", "|", "::", " | ", "<=>", "~~~~~", ", ", "-|-", "||"})
    void theDelimiterOfAPlainLogIsFoundInItsHeader(String delimiter) {
        Result result = read(String.join(delimiter, "time-taken", "date", "time", "sc-status", "x-host-header") + "\n"
                + String.join(delimiter, "0.001", "2026-11-24", "10:02:03", "403", "cdn.example.com"));
        assertThat(result.reading()).isEqualTo(clean(1));
        assertThat(result.only().raw()).hasSize(5).containsEntry(Field.HOST_HEADER, "cdn.example.com");
    }

    @Test
    void jsonKeysCanComeInAnyOrderWithEscapesAndValuesThatAreNotStrings() {
        Result result = read(
                "{\"sc-status\":403, \"x\":{\"a\":[1,\"}\"]}, \"cs(Host)\" : \"d1\\/\\u00e4\\ud83d\\ude00\\\"\","
                        + "\"time\":\"10:02:03\",\"date\":\"2026-11-24\",\"asn\":null,\"c-country\":\"-\",\"c-port\":\"\"}\n");
        assertThat(result.reading()).isEqualTo(clean(1));
        assertThat(result.only().raw())
                .containsOnlyKeys(Field.DATE, Field.TIME, Field.STATUS, Field.HOST)
                .containsEntry(
                        Field.HOST,
                        new String("d1/ä😀\"".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    @Test
    void jsonRecordsDoNotInheritFieldsOfTheRecordBefore() {
        String first = "{\"date\":\"2026-11-24\",\"time\":\"10:02:03\",\"sc-status\":\"200\",\"asn\":\"64500\"}\n";
        Result result = read(first + first.replace(",\"asn\":\"64500\"", ""));
        assertThat(result.visits().get(1).raw()).doesNotContainKey(Field.ASN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"timestamp\":\"1795514523\"", "\"timestamp(ms)\":\"1795514523999\"", "\"timestamp\":1795514523"
            })
    void theTimestampIsUsedIfDateAndTimeAreNotLogged(String timestamp) {
        assertThat(read("{" + timestamp + ",\"sc-status\":\"403\"}").only().second())
                .isEqualTo(SECOND);
    }

    @Test
    void theLatestHeaderAppliesInConcatenatedFiles() {
        Result result =
                read(SHORT_HEADER + GOOD + "#Version: 1.0\n#Fields: sc-status date time\n403\t2026-11-24\t10:02:04\n"
                        + "date,time,sc-status,asn\n2026-11-24,10:02:05,200,64500\n"
                        + "{\"date\":\"2026-11-24\",\"time\":\"10:02:06\",\"sc-status\":\"304\"}\n");
        assertThat(result.reading()).isEqualTo(clean(4));
        assertThat(result.visits()).extracting(Visit::status).containsExactly(403, 403, 200, 304);
        assertThat(result.visits())
                .extracting(Visit::second)
                .containsExactly(SECOND, SECOND + 1, SECOND + 2, SECOND + 3);
    }

    @Test
    void carriageReturnsEmptyLinesAndAMissingLastNewlineAreTolerated() {
        Result result = read(
                "\r\n" + SHORT_HEADER.replace("\n", "\r\n") + "\n\r\n" + GOOD.replace("\n", "\r\n") + GOOD.strip());
        assertThat(result.reading()).isEqualTo(clean(2));
        assertThat(result.visits())
                .extracting(visit -> visit.raw().get(Field.URI_STEM))
                .containsOnly("/a.png");
    }

    @Test
    void aViewerThatClosedTheConnectionFirstHasStatusZero() {
        assertThat(read(SHORT_HEADER + GOOD.replace("403", "000")).only().status())
                .isZero();
    }

    @Test
    void invalidUtf8KeepsItsBytes() {
        byte[] log = (SHORT_HEADER + GOOD).getBytes(StandardCharsets.US_ASCII);
        log[log.length - 3] = (byte) 0xFF;
        assertThat(read(Readings.KEY, log).only().raw()).containsEntry(Field.URI_STEM, "/a.p\u00FFg");
    }

    @Test
    void headerWithoutARecordIsAnEmptyLog() {
        assertThat(read(SHORT_HEADER).reading()).isEqualTo(clean(0));
        assertThat(read("date\ttime\tsc-status").reading()).isEqualTo(clean(0));
    }

    @Test
    void recordWithoutAHeaderIsSkipped() {
        assertThat(read("#Version: 1.0\n" + GOOD + SHORT_HEADER + GOOD).reading())
                .isEqualTo(oneBad(1, "line 2: no header line above the record names its columns"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-01\t10:02:03", "2026-02-29\t10:02:03", "2026-11-00\t10:02:03", "2007-11-24\t10:02:03",
                "2101-01-01\t10:02:03", "2026-11-24\t25:00:00", "2026-11-24\t10:60:00", "2026-11-24\t10:02:60",
                "24.11.2026\t10:02:03", "2026-11-24\t10:02", "2026-1x-24\t10:02:03", "9999999999\t99999999"
            })
    void aRecordWithADateOutOfRangeIsSkipped(String dateAndTime) {
        String bad = GOOD.replace("2026-11-24\t10:02:03", dateAndTime);
        Result result = read(SHORT_HEADER + bad + GOOD);
        assertThat(result.reading())
                .isEqualTo(oneBad(
                        1,
                        "line 3: the record's time cannot be read: expected a date and time from 2008 to 2100, such as"
                                + " 2026-11-24 10:02:03, 2026-11-24T10:02:03Z or the epoch seconds 1795514523, and found"
                                + " \"" + dateAndTime.replace('\t', ' ') + "\""));
        assertThat(result.only().second()).isEqualTo(SECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40x", "99", "600", "4030000000000000000000", "1", "+403"})
    void aRecordWithAnInvalidStatusIsSkipped(String status) {
        assertThat(read(SHORT_HEADER + GOOD.replace("403", status) + GOOD).reading())
                .isEqualTo(oneBad(1, "line 3: the record's sc-status is not an HTTP status"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-24", "2026-11-24\t-", "garbage"})
    void aRecordWithTooFewColumnsForATimeIsSkipped(String bad) {
        assertThat(read(SHORT_HEADER + bad + "\n" + GOOD).reading())
                .isEqualTo(oneBad(1, "line 3: the record has no date and time"));
    }

    @Test
    void aRecordWithTooFewColumnsForAStatusIsSkipped() {
        assertThat(read(SHORT_HEADER + "2026-11-24\t10:02:03\t192.0.2.7\n" + GOOD)
                        .reading())
                .isEqualTo(oneBad(1, "line 3: the record has no sc-status"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-", "\tx", "longer than eight bytes\tand one more"})
    void aRecordWithMoreColumnsThanItsHeaderIsSkipped(String more) {
        assertThat(read(SHORT_HEADER + GOOD.strip() + "\t" + more + "\n" + GOOD).reading())
                .isEqualTo(oneBad(1, "line 3: the record has more columns than its header names"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"date\":\"2026-11-24\",",
                "{\"a\" 1}",
                "{\"a\":\"b\\q1\"}",
                "{\"a\":\"\\u00g0\"}",
                "{} {}",
                "{\"a\":[}",
                "{\"a\":1,}"
            })
    void aRecordOfBrokenJsonIsSkipped(String bad) {
        String good = "{\"date\":\"2026-11-24\",\"time\":\"10:02:03\",\"sc-status\":\"403\"}\n";
        assertThat(read(good + bad + "\n" + good).reading())
                .isEqualTo(oneBad(2, "line 2: the line begins like a JSON object but is not one"));
    }

    @Test
    void onlyTheFirstUnreadableRecordIsDescribedAndNoneIsQuoted() {
        Reading reading = read(SHORT_HEADER + GOOD + "Signature=secret\n" + GOOD.replace("403", "x") + GOOD)
                .reading();
        assertThat(reading).isEqualTo(new Reading.Read(2, 2, Optional.of("line 4: the record has no date and time")));
    }

    @Test
    void aValueIsComparedWithoutACopy() {
        List<Boolean> answers = new ArrayList<>();
        new LogReader(host -> Optional.empty(), HashKey.OF_REPLAY)
                .read(
                        new LogObject("example-logs", Readings.KEY),
                        Readings.dripping((SHORT_HEADER + GOOD).getBytes(StandardCharsets.US_ASCII), 5),
                        (distribution, line) -> {
                            answers.add(line.is(Field.URI_STEM, "/a.png".getBytes(StandardCharsets.US_ASCII)));
                            answers.add(line.is(Field.URI_STEM, "/a.pn".getBytes(StandardCharsets.US_ASCII)));
                            answers.add(line.is(Field.ASN, new byte[0]));
                            answers.add(line.start(Field.ASN) == -1);
                        });
        assertThat(answers).containsExactly(true, false, false, true);
    }

    @Test
    void aLineOfTenMegabytesIsOneUnreadableRecord() {
        String tenMegabytes = "x".repeat(10 << 20);
        assertThat(read(SHORT_HEADER + GOOD + tenMegabytes + "\n" + GOOD).reading())
                .isEqualTo(oneBad(2, "line 4: the line is longer than 1048576 bytes"));
        assertThat(read(SHORT_HEADER + GOOD + tenMegabytes).reading())
                .isEqualTo(oneBad(1, "line 4: the line is longer than 1048576 bytes"));
    }

    @Test
    void aLineOfTheGreatestLengthIsARecord() {
        for (int over = -1; over <= 1; over++) {
            String record = GOOD.strip()
                    + "a".repeat(LineSplitter.LONGEST_BYTES - GOOD.strip().length() + over) + "\n";
            Reading.Read reading =
                    (Reading.Read) read(SHORT_HEADER + record + GOOD).reading();
            assertThat(reading.records()).isEqualTo(over > 0 ? 1 : 2);
        }
    }

    @Test
    void aFieldsLineThatIsTooLongDoesNotLeaveTheOldHeaderInForce() {
        String names = Arrays.stream(Field.values()).map(Field::columnName).collect(Collectors.joining(" "));
        assertThat(read(SHORT_HEADER + GOOD + "#Fields: " + names + " x".repeat(1 << 20) + "\n" + GOOD)
                        .reading())
                .isEqualTo(oneBad(1, "line 5: no header line above the record names its columns"));
    }
}
