package why403.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import why403.hash.HashKey;
import why403.trigger.LogObject;

/** The distribution of a record: the one that the record names, then that of the key, then that of the host. */
class DistributionsTest {

    private static final String HEADER = "#Fields: date time sc-status cs(Host) DistributionId\n";
    private static final String NAMED = "logs/E2EXAMPLE.2026-11-24-10.abcd1234.gz";

    private final List<String> asked = new ArrayList<>();
    private final List<String> visited = new ArrayList<>();

    private static String record(String host, String id) {
        return "2026-11-24\t10:02:03\t403\t" + host + "\t" + id + "\n";
    }

    private Reading read(String key, String records) {
        Map<String, String> known = Map.of("d1.cloudfront.net", "E1HOSTED", "d2.cloudfront.net", "E2HOSTED");
        Function<String, Optional<String>> ofHost = host -> {
            asked.add(host);
            return Optional.ofNullable(known.get(host));
        };
        return new LogReader(ofHost, HashKey.OF_REPLAY)
                .read(
                        new LogObject("example-logs", key),
                        new ByteArrayInputStream((HEADER + records).getBytes(StandardCharsets.UTF_8)),
                        (distribution, line) -> visited.add(distribution));
    }

    @Test
    void oneObjectCanContainRecordsOfSeveralDistributions() {
        read(
                NAMED,
                record("d1.cloudfront.net", "E3RECORD")
                        + record("d1.cloudfront.net", "E4RECORD")
                        + record("d1.cloudfront.net", "E3RECORD")
                        + record("d1.cloudfront.net", "-"));
        assertThat(visited).containsExactly("E3RECORD", "E4RECORD", "E3RECORD", "E2EXAMPLE");
        assertThat(asked).isEmpty();
    }

    @Test
    void aTextThatIsNotAnIdIsIgnored() {
        read(NAMED, record("d1.cloudfront.net", "../../x"));
        assertThat(visited).containsExactly("E2EXAMPLE");
    }

    @Test
    void theHostIsLookedUpLastAndOnce() {
        read(
                "x.gz",
                record("d1.cloudfront.net", "-")
                        + record("d2.cloudfront.net", "-")
                        + record("d1.cloudfront.net", "-")
                        + record("d9.cloudfront.net", "E3RECORD"));
        assertThat(visited).containsExactly("E1HOSTED", "E2HOSTED", "E1HOSTED", "E3RECORD");
        assertThat(asked).containsExactly("d1.cloudfront.net", "d2.cloudfront.net");
    }

    @Test
    void anObjectOfAnUnknownDistributionIsUnreadableAndSaysWhatToDo() {
        Reading reading = read("x.gz", record("d1.cloudfront.net", "-") + record("d9.cloudfront.net", "-"));
        assertThat(reading)
                .isEqualTo(new Reading.Unreadable("s3://example-logs/x.gz cannot be assigned to a distribution:"
                        + " neither its records nor its key name one, and no known distribution has the domain name"
                        + " d9.cloudfront.net. Log the field DistributionId, record cloudfront/get-distribution for a replay, or"
                        + " give diagnose the option --distribution."));
    }

    @Test
    void aValueThatIsNotAHostNameIsNotShown() {
        assertThat(((Reading.Unreadable) read("x.gz", record("a\u001Bb?Signature=secret", "-"))).why())
                .doesNotContain("secret")
                .contains("cs(Host)");
        assertThat(((Reading.Unreadable) read("x.gz", record("-", "-"))).why())
                .contains("its records have no cs(Host)");
    }

    @Test
    void anExceptionOfTheLookupReachesTheCaller() {
        LogReader reader = new LogReader(
                host -> {
                    throw new IllegalStateException("throttled");
                },
                HashKey.OF_REPLAY);
        byte[] log = (HEADER + record("d1.cloudfront.net", "-")).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> reader.read(
                        new LogObject("example-logs", "x.gz"),
                        new ByteArrayInputStream(log),
                        (distribution, line) -> {}))
                .hasMessage("throttled");
    }

    @Test
    void manyDifferentIdsAreDistinguished() {
        StringBuilder records = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            expected.add("E" + (100_000 + i % 35_000));
            records.append(record("-", expected.get(i)));
        }
        read("x.gz", records.toString());
        assertThat(visited).isEqualTo(expected);
    }
}
