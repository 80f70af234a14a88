package why403.log;

import static org.assertj.core.api.Assertions.assertThat;
import static why403.log.Readings.KEY;
import static why403.log.Readings.UNNAMED_KEY;
import static why403.log.Readings.gzip;
import static why403.log.Readings.read;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that are not logs are skipped, or unreadable if their key is named like a log. */
class WhatIsALogTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "hello\n",
                "2026-11-24\t10:02:03\t403\n",
                "name,email\nx,y\n",
                "{\"a\":1}\n",
                "{\n \"date\":1}",
                "\u0000\u0001\u0002\u0003",
                "\u001F",
                "#Software: x\n#Fields: date time\n",
                "date\n",
                "[{\"date\":\"x\"}]",
                "date,amount,sum,who\n"
            })
    void anotherObjectIsSkippedUnlessItsKeyIsNamedLikeALog(String content) {
        for (byte[] stored : new byte[][] {bytes(content), gzip(bytes(content))}) {
            assertThat(read(UNNAMED_KEY, stored).reading())
                    .isInstanceOfSatisfying(
                            Reading.NoLog.class,
                            no -> assertThat(no.why())
                                    .startsWith(
                                            "s3://example-logs/uploads/report.txt is not a log and was skipped: it ")
                                    .doesNotContain("\n"));
            assertThat(read(KEY, stored).reading())
                    .isInstanceOfSatisfying(
                            Reading.Unreadable.class,
                            unreadable -> assertThat(unreadable.why())
                                    .contains("is named like a log but is not one", "Choose w3c, json or plain"));
        }
    }

    @Test
    void logUnderAnotherNameIsRead() {
        String log = "#Fields: date time sc-status DistributionId\n2026-11-24\t10:02:03\t403\tE2EXAMPLE\n";
        assertThat(read(UNNAMED_KEY, bytes(log)).reading()).isEqualTo(Readings.clean(1));
    }

    @Test
    void parquetIsUnreadableUnderAnyName() {
        for (String key : new String[] {KEY, UNNAMED_KEY}) {
            assertThat(read(key, bytes("PAR1\u0015\u0004\u0015\n\u00AAPAR1")).reading())
                    .isEqualTo(new Reading.Unreadable("s3://example-logs/" + key
                            + " is Parquet, which why403 cannot read. Choose w3c, json or plain as the output format of the log"
                            + " delivery."));
        }
    }

    @Test
    void binaryWithoutANewlineIsNotReadToItsEnd() {
        assertThat(read(UNNAMED_KEY, new byte[8 << 20]).reading()).isInstanceOf(Reading.NoLog.class);
    }

    @Test
    void jsonLogWhoseFirstRecordIsTooLongIsStillALog() {
        String good = "{\"date\":\"2026-11-24\",\"time\":\"10:02:03\",\"sc-status\":\"403\"}\n";
        String long1 = good.replace("}", ",\"cs-uri-query\":\"" + "x".repeat(2 << 20) + "\"}");
        assertThat(read(KEY, bytes(long1 + good)).visits()).hasSize(1);
    }

    @Test
    void aFolderMarkerIsSkippedEvenAmongLogs() {
        assertThat(read("AWSLogs/123456789012/CloudFront/E2EXAMPLE/", new byte[0])
                        .reading())
                .isInstanceOf(Reading.NoLog.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#Version: 1.0\n#Fields: date time c-ip x-event\n2026-11-24\t10:02:03\t192.0.2.1\tplay\n",
                "#Fields: date time sc-status\nnonsense\n",
                "#Version: 1.0\n2026-11-24\t10:02:03\t403\n",
                "date,time,sc-status\n2026-11-24,25:02:03,403\n",
                "{\"timestamp\":\"soon\",\"sc-status\":\"403\"}\n"
            })
    void aLogWithoutAReadableRecordIsUnreadable(String content) {
        for (String key : new String[] {KEY, UNNAMED_KEY}) {
            assertThat(read(key, gzip(bytes(content))).reading())
                    .isInstanceOfSatisfying(
                            Reading.Unreadable.class,
                            unreadable -> assertThat(unreadable.why())
                                    .startsWith(
                                            "s3://example-logs/" + key + " has 1 record, which cannot be read: line ")
                                    .contains("A CloudFront standard log has the fields date, time and sc-status"));
        }
    }

    @Test
    void aLogWithOneReadableRecordIsRead() {
        String log = "#Fields: date time sc-status DistributionId\n" + "nonsense\n".repeat(99)
                + "2026-11-24\t10:02:03\t403\tE2EXAMPLE\n";
        assertThat(read(KEY, bytes(log)).reading())
                .isInstanceOfSatisfying(
                        Reading.Read.class,
                        read -> assertThat(read.unreadableRecords()).isEqualTo(99));
    }
}
