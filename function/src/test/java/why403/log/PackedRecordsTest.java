package why403.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import why403.hash.HashKey;
import why403.log.Readings.Result;
import why403.log.Readings.Visit;
import why403.log.bytes.LineSplitter;
import why403.trigger.LogObject;

/** Packed records are visited again as they were the first time. {@link LogReaderPropertyTest} has logs of every format. */
class PackedRecordsTest {

    private static final String HEADER = "#Fields: date time cs-uri-stem sc-status DistributionId\n";

    private static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    private static String line(int number, int length) {
        String distribution = number % 3 == 0 ? "E1EXAMPLE" : "E2EXAMPLE";
        return "2026-11-24\t10:00:0" + number % 10 + "\t/" + number + "/" + "x".repeat(length) + "\t403\t"
                + distribution + "\n";
    }

    private static Result read(int lines, int length) {
        StringBuilder log = new StringBuilder(HEADER);
        IntStream.range(0, lines).forEach(i -> log.append(line(i, i % 7 == 0 ? length : 10)));
        return Readings.read(log.toString());
    }

    private static List<Visit> oneOfTwo(List<Visit> visits) {
        return IntStream.range(0, (visits.size() + 1) / 2)
                .map(pair -> Math.min(pair % 3 != 0 ? 2 * pair : 2 * pair + 1, visits.size() - 1))
                .mapToObj(visits::get)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void halvingDropsOneOfEveryTwoRecords(int seed) {
        Random random = new Random(seed);
        int lines = seed < 5 ? seed : random.nextInt(301);
        int length = random.nextInt(random.nextBoolean() ? 50_001 : 100);
        Result result = read(lines, length);
        PackedRecords kept = result.kept();
        List<Visit> expected = result.visits();
        for (int i = 0; i < 3; i++) {
            assertThat(Readings.visits(kept)).isEqualTo(expected);
            assertThat(kept.size()).isEqualTo(expected.size());
            kept.halve(pair -> pair % 3 != 0);
            expected = oneOfTwo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRecordThatIsAddedAfterHalvingIsTheLast(int seed) {
        int length = 1 + new Random(seed).nextInt(50_000);
        Result result = read(101, length);
        PackedRecords kept = result.kept();
        kept.halve(pair -> true);
        LogLine line = new LogLine();
        result.kept().visit((distribution, last) -> line.show(last.buffer(), last.start(), last.end(), last.columns()));
        int before = kept.size();
        kept.add("E3EXAMPLE", line);
        assertThat(Readings.visits(kept)).hasSize(before + 1);
        assertThat(Readings.visits(kept).get(before).distribution()).isEqualTo("E3EXAMPLE");
    }

    @Test
    void theLongestLinesArePackedWhole() {
        int length = LineSplitter.LONGEST_BYTES - 200;
        Result result = Readings.read(HEADER + line(1, length) + line(2, length) + line(3, 1));

        assertThat(Readings.visits(result.kept())).hasSize(3).isEqualTo(result.visits());
        assertThat(result.kept().bytes()).isBetween(2L * length, 5L * length);
    }

    @Test
    void recordsUnderARepeatedHeaderAreOfOneKind() {
        String log = (HEADER + line(1, 5)).repeat(500);

        Result result = Readings.read(log);

        assertThat(result.kept().kinds()).isEqualTo(1);
        assertThat(Readings.visits(result.kept())).isEqualTo(result.visits());
    }

    @Test
    void aRecordOfALongLineHasOnlyItsKnownFields() {
        String line = "{\"date\":\"2026-11-24\",\"time\":\"10:00:00\",\"sc-status\":\"403\",\"padding\":\""
                + "x".repeat(100_000) + "\",\"cs-uri-stem\":\"/a\"}\n";
        LogRecord[] record = new LogRecord[1];
        new LogReader(host -> Optional.empty(), HashKey.OF_REPLAY)
                .read(
                        new LogObject("example-logs", Readings.KEY),
                        new ByteArrayInputStream(line.getBytes(StandardCharsets.US_ASCII)),
                        (distribution, read) -> record[0] = read.toRecord(FieldSelection.ALL));

        assertThat(record[0].memoryBytes()).isLessThan(1_000);
        assertThat(record[0].raw(Field.URI_STEM)).contains("/a");
    }

    @Test
    void aThousandRecordsTakeLessThanTwoMegabytes() {
        assertThat(read(1_000, 400).kept().bytes()).isLessThan(2_000_000);
        assertThat(new PackedRecords().bytes()).isLessThan(10_000);
    }
}
