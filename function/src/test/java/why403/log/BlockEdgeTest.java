package why403.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of several blocks, whose edges fall into other places of a record each time. */
class BlockEdgeTest {

    private static final int RECORDS = 20_000;

    @ParameterizedTest
    @ValueSource(strings = {"\t", ",", "<=>"})
    void recordsAreReadWhole(String delimiter) {
        StringBuilder log = new StringBuilder(String.join(delimiter, "date", "time", "sc-status", "cs-uri-stem", "asn"))
                .append('\n');
        for (int i = 0; i < RECORDS; i++) {
            log.append(String.join(delimiter, "2026-11-24", "10:02:03", "403", stem(i), String.valueOf(i)))
                    .append(i % 3 == 0 ? "\r\n" : "\n");
        }
        Readings.Result result = Readings.read(log.toString());
        assertThat(result.reading()).isEqualTo(Readings.clean(RECORDS));
        assertThat(values(result, Field.URI_STEM))
                .isEqualTo(IntStream.range(0, RECORDS)
                        .mapToObj(BlockEdgeTest::stem)
                        .toList());
        assertThat(values(result, Field.ASN))
                .isEqualTo(IntStream.range(0, RECORDS).mapToObj(String::valueOf).toList());
    }

    private static String stem(int record) {
        return "/" + "a".repeat(record % 97);
    }

    private static List<String> values(Readings.Result result, Field field) {
        return result.visits().stream().map(visit -> visit.raw().get(field)).toList();
    }
}
