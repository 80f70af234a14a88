package why403.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which a record can state its time, and what a message shows of any other. */
class RecordTimeTest {

    private static final long SECOND = Instant.parse("2026-11-24T10:02:03Z").getEpochSecond();
    private static final String GOOD = "1795514523\t403\n";

    private static String unreadable(String time) {
        Reading.Read read = (Reading.Read) Readings.read("#Fields: timestamp sc-status\n" + time + "\t403\n" + GOOD)
                .reading();
        return read.firstUnreadable().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1795514523",
                "1795514523.541",
                "1795514523.999999999",
                "2026-11-24T10:02:03Z",
                "2026-11-24T10:02:03.541Z",
                "2026-11-24t10:02:03,541z",
                "2026-11-24T10:02:03",
                "2026-11-24 10:02:03",
                "2026-11-24T11:02:03+01:00",
                "2026-11-24T04:32:03.5-0530",
                "2026-11-25T00:02:03+14"
            })
    void aTimestampIsEpochSecondsOrIso8601(String timestamp) {
        assertThat(Readings.read("#Fields: timestamp sc-status\n" + timestamp + "\t403\n")
                        .only()
                        .second())
                .isEqualTo(SECOND);
        assertThat(Readings.read("{\"timestamp\":\"" + timestamp + "\",\"sc-status\":\"403\"}")
                        .only()
                        .second())
                .isEqualTo(SECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1795514523999", "1795514523999.5", "2026-11-24T10:02:03.999Z"})
    void aTimestampInMillisecondsIsEpochMillisecondsOrIso8601(String timestamp) {
        assertThat(Readings.read("{\"timestamp(ms)\":\"" + timestamp + "\",\"sc-status\":\"403\"}")
                        .only()
                        .second())
                .isEqualTo(SECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10:02:03.5", "10:02:03,541"})
    void aTimeOfDayCanHaveAFraction(String time) {
        assertThat(Readings.read("#Fields: date time sc-status\n2026-11-24\t" + time + "\t403\n")
                        .only()
                        .second())
                .isEqualTo(SECOND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "24/Nov/2026:10:02:03 +0000",
                "Tue, 24 Nov 2026 10:02:03 GMT",
                "2026-11-24T25:00:00Z",
                "2026-11-31T10:02:03Z",
                "2026-11-24T10:02:03+19:00",
                "2026-11-24T10:02:03+0a:00",
                "2026-11-24T10:02Z",
                "20261124T100203Z",
                "1795514523.5.1",
                "1795514523.",
                "-1795514523",
                "1795514523541000",
                "1195514523"
            })
    void aTimeThatCannotBeReadIsShown(String time) {
        assertThat(unreadable(time))
                .startsWith(
                        "line 2: the record's time cannot be read: expected a date and time from 2008 to 2100, such as")
                .endsWith("and found \"" + time + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.17",
        "2001:db8::1",
        "2001:db8:1:2:3:4:5:6",
        "Signature=abc",
        "a8f3c9e1d2b4",
        "7f1c0a4e-93d2-4c1b-8a55-3b2c9d0e6f71",
        "AKIAIOSFODNN7EXAMPLE",
        "1\u001b[2J"
    })
    void aTextThatCouldBeASecretOrAnAddressIsNotShown(String text) {
        assertThat(unreadable(text))
                .doesNotContain(text)
                .endsWith("a text of " + text.length() + " characters that does not look like a time");
    }
}
